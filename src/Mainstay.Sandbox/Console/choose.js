// A list to choose from, with a filter: for selects in messages and modals, and for the person to act as.
import { h, fill, byId, ink } from "./dom.js";

/**
 * Opens a list below `anchor`. One choice closes it; several are confirmed with a button.
 * `find(query)` gives (a promise of) `{ value, label, description?, icon?, color? }`.
 */
export function choose(anchor, { label, find, done, min = 1, max = 1, chosen = [], filter = true }) {
  const picked = new Map(chosen.map((value) => [value, null]));
  const host = anchor.closest("dialog") ?? byId("layer");
  let items = [];
  let active = 0;
  let asked = 0;

  const list = h("ul", { class: "choice-list scroll", role: "listbox", "aria-label": label, "aria-multiselectable": String(max > 1), id: "choices", tabindex: "-1" });
  const input = h("input", {
    type: "text", class: "choice-filter", placeholder: filter ? "Search" : label, "aria-label": `Search: ${label}`, role: "combobox", "aria-controls": "choices", "aria-expanded": "true",
    readonly: filter ? null : true, autocomplete: "off", oninput: () => refresh(),
  });
  const confirm = h("button", { type: "button", class: "button primary", onclick: () => finish([...picked.keys()]) }, "Done");
  const box = h("div", { class: "choice", role: "dialog", "aria-label": label }, input, list, max > 1 ? h("div", { class: "row end" }, confirm) : null);

  const close = () => { box.remove(); document.removeEventListener("mousedown", outside, true); };
  const outside = (event) => { if (!box.contains(event.target)) close(); };
  const finish = (values) => { close(); anchor.focus?.(); done(values, items); };

  function toggle(item) {
    if (max === 1) { finish([item.value]); return; }
    if (picked.has(item.value)) picked.delete(item.value);
    else if (picked.size < max) picked.set(item.value, item);
    draw();
  }

  function draw() {
    confirm.disabled = picked.size < min;
    fill(list, items.length === 0 ? h("li", { class: "muted pad" }, "Nothing found") : items.map((item, index) => h("li", {
      role: "option", id: `choice-${index}`, class: index === active ? "choice-item active" : "choice-item", "aria-selected": String(picked.has(item.value)),
      onclick: () => toggle(item), onmousemove: () => { if (active !== index) { active = index; mark(); } },
    }, max > 1 ? h("span", { class: picked.has(item.value) ? "box on" : "box", "aria-hidden": "true" }, picked.has(item.value) ? "✓" : "") : null,
    item.icon ?? null,
    h("span", { class: "choice-text" }, h("span", { style: { color: ink(item.color) } }, item.label), item.description ? h("span", { class: "muted small" }, item.description) : null),
    item.tag ? h("span", { class: "tag" }, item.tag) : null)));
    input.setAttribute("aria-activedescendant", items.length ? `choice-${active}` : "");
  }

  function mark() {
    [...list.children].forEach((node, index) => node.classList.toggle("active", index === active));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `choice-${active}`);
  }

  async function refresh() {
    const turn = ++asked;
    const found = await find(filter ? input.value : "");
    if (turn !== asked) return;
    items = found;
    active = 0;
    draw();
  }

  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); anchor.focus?.(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); active = items.length ? (active + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length : 0; mark(); }
    else if (event.key === "Enter" && event.target === input && items[active]) { event.preventDefault(); toggle(items[active]); }
  });

  host.append(box);
  place(box, anchor);
  document.addEventListener("mousedown", outside, true);
  draw();
  input.focus();
  refresh();
}

/** Below the anchor where there is room, otherwise above; never outside the window. */
export function place(box, anchor) {
  const at = anchor.getBoundingClientRect();
  const height = Math.min(box.offsetHeight || 340, 380);
  const width = Math.min(Math.max(at.width, 280), window.innerWidth - 16);
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  if (at.bottom + 380 < window.innerHeight || at.top < height) box.style.top = `${Math.min(at.bottom + 4, window.innerHeight - 200)}px`;
  else box.style.bottom = `${window.innerHeight - at.top + 4}px`;
}
