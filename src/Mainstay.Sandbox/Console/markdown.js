// Discord's markdown, as nodes. Unknown or unfinished marks stay as they were typed.
import { h, colour, ink } from "./dom.js";

const INLINE = [
  [/^\\([^A-Za-z0-9\s])/u, (m) => m[1]],
  [/^``([^\n]+?)``(?!`)/u, (m) => h("code", {}, m[1])],
  [/^`([^`\n]+)`/u, (m) => h("code", {}, m[1])],
  [/^\*\*\*(\S(?:[\s\S]*?\S)??)\*\*\*(?!\*)/u, (m, go) => h("strong", {}, h("em", {}, go(m[1])))],
  [/^\*\*(\S(?:[\s\S]*?\S)??)\*\*(?!\*)/u, (m, go) => h("strong", {}, go(m[1]))],
  [/^__(\S(?:[\s\S]*?\S)??)__(?!_)/u, (m, go) => h("u", {}, go(m[1]))],
  [/^\*([^\s*](?:[^*]*?[^\s*])?)\*(?!\*)/u, (m, go) => h("em", {}, go(m[1]))],
  [/^_([^\s_](?:[^_]*?[^\s_])?)_(?![\w_])/u, (m, go) => h("em", {}, go(m[1]))],
  [/^~~(\S(?:[\s\S]*?\S)??)~~/u, (m, go) => h("s", {}, go(m[1]))],
  [/^\|\|([\s\S]+?)\|\|/u, (m, go) => spoiler(go(m[1]))],
  [/^<@!?(\d+)>/u, (m, _, names) => mention(`@${names.person(m[1])?.name ?? "unknown-user"}`, "person", m[1])],
  [/^<@&(\d+)>/u, (m, _, names) => roleMention(names.role(m[1]))],
  [/^<#(\d+)>/u, (m, _, names) => mention(`#${names.channel(m[1])?.name ?? "unknown"}`, "channel", m[1])],
  [/^<\/([^:>]+):(\d+)>/u, (m) => mention(`/${m[1]}`, "command", m[2])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/u, (m) => timestamp(Number(m[1]), m[2] ?? "f")],
  [/^<a?:(\w{2,32}):(\d+)>/u, (m) => h("span", { class: "custom-emoji", title: `:${m[1]}:` }, `:${m[1]}:`)],
  [/^@(everyone|here)\b/u, (m) => mention(m[0], "everyone", "")],
  [/^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"]*")?\)/u, (m, go) => link(m[2], go(m[1]))],
  [/^<(https?:\/\/[^\s>]+)>/u, (m) => link(m[1], m[1])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;!?)"'\]]/u, (m) => link(m[0], m[0])],
];

/** One line or paragraph: marks, mentions and links, no blocks. */
export function inline(text, names) {
  const out = [];
  let plain = "";
  let rest = text;
  const go = (inner) => inline(inner, names);
  while (rest !== "") {
    const hit = find(rest, plain);
    if (hit) {
      if (plain) out.push(plain);
      plain = "";
      out.push(hit[1](hit[0], go, names));
      rest = rest.slice(hit[0][0].length);
    } else {
      const step = /^[^\\`*_~|<@[h\n]+|^[\s\S]/u.exec(rest)[0];
      plain += step;
      rest = rest.slice(step.length);
    }
  }
  if (plain) out.push(plain);
  return out;
}

function find(rest, before) {
  for (const [pattern, make] of INLINE) {
    const match = pattern.exec(rest);
    if (!match) continue;
    // snake_case is a word, not emphasis.
    if (match[0].startsWith("_") && /[\w]$/u.test(before)) continue;
    return [match, make];
  }
  return null;
}

/** A whole message: blocks, then inline marks. */
export function markdown(text, names) {
  const out = [];
  const parts = text.split(/(```(?:[\w+-]*\n)?[\s\S]+?```)/u);
  for (const part of parts) {
    const code = /^```(?:([\w+-]*)\n)?([\s\S]+?)```$/u.exec(part);
    if (code) out.push(h("pre", {}, h("code", { dataset: { language: code[1] ?? "" } }, code[2].replace(/\n$/u, ""))));
    else if (part !== "") out.push(...blocks(part.replace(/^\n/u, out.length ? "" : "\n"), names));
  }
  return out;
}

function blocks(text, names) {
  const out = [];
  const lines = text.split("\n");
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) out.push(h("div", { class: "p" }, inline(paragraph.join("\n"), names)));
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    let match;
    if ((match = /^>>> ([\s\S]*)/u.exec(lines.slice(i).join("\n")))) {
      flush();
      out.push(h("blockquote", {}, blocks(match[1], names)));
      return out;
    }
    if (/^> /u.test(line)) {
      flush();
      const quoted = [];
      while (i < lines.length && /^> ?/u.test(lines[i])) quoted.push(lines[i++].replace(/^> ?/u, ""));
      i--;
      out.push(h("blockquote", {}, blocks(quoted.join("\n"), names)));
    } else if ((match = /^(#{1,3}) +(\S.*)/u.exec(line))) {
      flush();
      out.push(h(`h${match[1].length + 2}`, { class: `md-h${match[1].length}` }, inline(match[2], names)));
    } else if ((match = /^-# +(\S.*)/u.exec(line))) {
      flush();
      out.push(h("div", { class: "subtext" }, inline(match[1], names)));
    } else if (/^\s*(?:[-*]|\d+\.) +\S/u.test(line)) {
      flush();
      const items = [];
      const ordered = /^\s*\d/u.test(line);
      while (i < lines.length && (match = /^(\s*)(?:[-*]|\d+\.) +(\S.*)/u.exec(lines[i]))) {
        items.push(h("li", { class: match[1].length >= 2 ? "nested" : null }, inline(match[2], names)));
        i++;
      }
      i--;
      out.push(h(ordered ? "ol" : "ul", {}, items));
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return out;
}

function mention(text, kind, id) {
  return h("span", { class: "mention", dataset: { kind, id } }, text);
}

function roleMention(role) {
  const node = mention(`@${role?.name ?? "unknown-role"}`, "role", role?.id ?? "");
  if (role?.color) node.style.color = ink(colour(role.color));
  return node;
}

function link(address, content) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, content);
}

function spoiler(content) {
  const reveal = (event) => { event.currentTarget.classList.add("open"); };
  return h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler: press to show", onclick: reveal,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") reveal(event); } }, content);
}

const FORMATS = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

export function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.valueOf())) return `<t:${seconds}:${style}>`;
  const node = h("time", { class: "stamp", datetime: date.toISOString(), title: format(date, "F"), dataset: { style } });
  node.textContent = style === "R" ? relative(date) : format(date, style);
  return node;
}

export const format = (date, style) => new Intl.DateTimeFormat(undefined, FORMATS[style]).format(date);

const STEPS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export function relative(date) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** Keeps "2 minutes ago" true. */
export function keepTimes() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-style=R]")) node.textContent = relative(new Date(node.dateTime));
  }, 10000);
}
