// Everything on the page is made of nodes and text, never of markup in strings: what people write cannot become code.

/** Makes an element. Attributes that start with "on" are listeners; null and false are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

export function add(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

export const byId = (id) => document.getElementById(id);

const AVATAR_COLOURS = ["#5865f2", "#3f7d58", "#b4652b", "#9a3f6b", "#2f7f93", "#7a5bb8", "#a33d3d", "#5b6b2f"];

/** A person's picture: first letters on a colour of their own, as pictures from outside are not loaded. */
export function avatar(person, size = 40) {
  const name = person?.name ?? "?";
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = (words.length > 1 ? [words[0], words.at(-1)] : [name]).map((word) => [...word][0] ?? "").join("");
  const hash = [...(person?.id ?? name)].reduce((sum, digit) => (sum * 31 + digit.codePointAt(0)) >>> 0, 7);
  return h("span", {
    class: "avatar", "aria-hidden": "true",
    style: { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.38)}px`, background: person?.bot ? "#5865f2" : AVATAR_COLOURS[hash % AVATAR_COLOURS.length] },
  }, letters.toUpperCase());
}

export const colour = (value) => (value ? `#${value.toString(16).padStart(6, "0")}` : null);

/** A role's colour as text: dark ones are lightened until they can be read on the page. */
export function ink(hex) {
  if (!hex) return null;
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const light = (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / 255;
  if (light > 0.35) return hex;
  const share = (0.42 - light) / (1 - light);
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * share)).join(" ")})`;
}

/** The time part of a snowflake, in milliseconds. */
export const snowflakeTime = (id) => Number((BigInt(id) >> 22n) + 1420070400000n);

export function toast(text, kind = "error") {
  const node = h("div", { class: `toast ${kind}` }, text);
  // News replaces older news; errors stay until they have been read.
  if (kind === "info") for (const old of byId("toasts").querySelectorAll(".info")) old.remove();
  byId("toasts").append(node);
  setTimeout(() => node.remove(), kind === "info" ? 2500 : 6000);
}

/** Opens a modal dialog; the returned function closes it. Escape and a click outside close it as well. */
export function dialog(label, content, { wide = false, onclose } = {}) {
  const node = h("dialog", { class: wide ? "dialog wide" : "dialog", "aria-label": label });
  const close = () => node.close();
  node.addEventListener("close", () => { node.remove(); onclose?.(); });
  let pressedOutside = false;
  node.addEventListener("mousedown", (event) => { pressedOutside = event.target === node; });
  node.addEventListener("click", (event) => { if (event.target === node && pressedOutside) close(); });
  add(node, content(close));
  byId("layer").append(node);
  node.showModal();
  return close;
}

/** Asks one line of text; resolves to null when the person backs out. */
export function ask(title, { value = "", label = "", action = "OK", danger = false, text = null, input = true } = {}) {
  return new Promise((resolve) => {
    let answer = null;
    dialog(title, (close) => h("form", {
      class: "ask",
      onsubmit: (event) => { event.preventDefault(); answer = input ? event.target.elements.answer.value : ""; close(); },
    },
    h("h2", {}, title),
    text ? h("p", { class: "muted" }, text) : null,
    input ? h("label", {}, h("span", { class: "label" }, label), h("input", { name: "answer", value, autofocus: true })) : null,
    h("div", { class: "row end" },
      h("button", { type: "button", class: "button ghost", onclick: close }, "Cancel"),
      h("button", { type: "submit", class: danger ? "button danger" : "button primary" }, action))), { onclose: () => resolve(answer) });
  });
}
