// The box at the bottom: messages, and slash commands that complete themselves as in Discord.
import { h, fill, byId, avatar, colour, ink, toast } from "./dom.js";
import { get, post, discord } from "./api.js";
import { state } from "./state.js";
import { paths, situation, matchingPaths, values, chosenPath, TYPE_NAMES } from "./slash.js";

const input = () => byId("composer-input");
let commands = [];
let known = new Map();
let picked = {};
let suggestions = [];
let suggestedFor = "";
let active = 0;
let turn = 0;
let timer = null;
let replyingTo = null;
let lastTyping = 0;
let lastCommand = "";

export function startComposer() {
  input().addEventListener("input", () => { grow(); soon(); typing(); });
  input().addEventListener("keydown", onKey);
  input().addEventListener("click", () => soon(0));
  input().addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== input()) hide(); }, 150));
  byId("send").addEventListener("click", send);
}

export async function enterChannel(channel) {
  replyTo(null);
  input().disabled = !channel?.can_send && !channel?.can_use_commands;
  input().placeholder = !channel ? "" : channel.can_send ? `Message #${channel.name}  (try / for commands)` : channel.can_use_commands ? "You may only use commands here: type /" : "You may not send messages in this channel.";
  picked = {};
  hide();
  await reloadCommands();
}

export async function reloadCommands() {
  if (!state.channel) return;
  const answer = await get(`/channels/${state.channel}/commands`);
  known = new Map(answer.commands.map((command) => [command.id, command]));
  commands = paths(answer.commands);
}

export const contextCommands = (type) => [...known.values()].filter((command) => command.type === type);

export function replyTo(message) {
  replyingTo = message;
  const bar = byId("reply-bar");
  bar.hidden = !message;
  if (!message) return;
  fill(bar, h("span", {}, "Replying to ", h("strong", {}, state.people.get(message.author.id)?.name ?? message.author.username)),
    h("button", { type: "button", class: "icon-button", "aria-label": "Stop replying", onclick: () => replyTo(null) }, "✕"));
  input().focus();
}

export function put(text) {
  input().value = text;
  grow();
  input().focus();
  input().setSelectionRange(text.length, text.length);
  soon(0);
}

function typing() {
  const now = Date.now();
  if (input().value.startsWith("/") || input().value === "" || now - lastTyping < 8000) return;
  lastTyping = now;
  discord("POST", `/channels/${state.channel}/typing`).catch(() => { /* typing is a courtesy: the message itself will say what is wrong */ });
}

/** What to say when no command is what was typed: those that begin with the same word, if there are any. */
function noCommand(text) {
  const [first] = text.slice(1).split(" ");
  const near = commands.filter((path) => path.name.split(" ")[0] === first).map((path) => `/${path.name}`);
  return near.length ? `“${text}” is not a command. There is ${near.join(", ")}.` : `There is no command “/${first}” that you may use here.`;
}

async function send() {
  const text = input().value.trim();
  if (text === "" || !state.channel) return;
  try {
    if (text.startsWith("/") && chosenPath(text, commands)) {
      if (complain(text)) return;
      const body = { text, picked };
      lastCommand = text;
      clear();
      await post(`/channels/${state.channel}/slash`, body);
    } else if (text.startsWith("/")) {
      toast(noCommand(text.trim()));
      return;
    } else {
      const body = { content: text };
      if (replyingTo) body.message_reference = { message_id: replyingTo.id };
      clear();
      replyTo(null);
      await discord("POST", `/channels/${state.channel}/messages`, body);
    }
  } catch (error) {
    if (input().value === "") put(text);
    hint(error.message);
  }
}

/** Says what is still missing before anything is sent, as Discord's client does. */
function complain(text) {
  const path = chosenPath(text, commands);
  const { given, rest } = values(text, path);
  const missing = path.options.find((option) => option.required && !given.some((one) => one.option === option && one.value.trim() !== ""));
  if (missing) {
    if (!given.some((one) => one.option === missing)) put(`${text} ${missing.name}:`);
    hint(`${missing.name}: This option is required. Specify a value.`);
    return true;
  }
  if (rest !== "") {
    hint(path.options.length ? `“${rest}” belongs to no option. Write option:value, such as ${path.options[0].name}:…` : `/${path.name} takes no options.`);
    return true;
  }
  return false;
}

function clear() { input().value = ""; picked = {}; grow(); hide(); }

function grow() {
  input().style.height = "auto";
  input().style.height = `${Math.min(input().scrollHeight, 200)}px`;
}

function onKey(event) {
  const open = !byId("complete").hidden && suggestions.length > 0;
  if (event.isComposing) return;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : -1) + suggestions.length) % suggestions.length;
    mark();
  } else if (open && event.key === "Tab") {
    event.preventDefault();
    accept(suggestions[active]);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    // Who types faster than the list follows means what is written, not what the list still shows.
    const ahead = suggestedFor !== input().value && chosenPath(input().value, commands);
    if (open && !ahead && suggestions[active].onEnter) accept(suggestions[active]);
    else send();
  } else if (event.key === "Escape") {
    hide();
  } else if (event.key === "ArrowUp" && input().value === "" && lastCommand) {
    event.preventDefault();
    put(lastCommand);
  }
}

function soon(wait = 60) {
  clearTimeout(timer);
  timer = setTimeout(suggest, wait);
}

async function suggest() {
  const text = input().value;
  const mine = ++turn;
  if (!text.startsWith("/")) { hide(); return; }
  const where = situation(text, input().selectionStart ?? text.length, commands);
  const found = where.kind === "command" ? forCommand(where) : where.kind === "option" ? forOption(where) : await forValue(where, text, mine);
  if (mine !== turn || found === null) return;
  suggestions = found.items;
  suggestedFor = text;
  active = 0;
  draw(found);
}

function forCommand({ query }) {
  const found = matchingPaths(commands, query).slice(0, 50);
  return {
    title: found.length ? "Commands" : commands.length ? "No command matches" : "No application has commands for you here (yet)",
    items: found.map((path) => ({ main: `/${path.name}`, side: path.description, icon: avatar({ id: path.command.application_id, name: path.command.application_name, bot: true }, 28),
      tag: path.command.application_name, onEnter: input().value !== `/${path.name}`, text: `/${path.name}${path.options.some((option) => option.required) ? "" : " "}`, next: path.options.find((option) => option.required)?.name })),
  };
}

function forOption({ path, left, query, missing }) {
  const wanted = left.filter((option) => option.name.startsWith(query.toLowerCase()));
  return {
    title: `/${path.name} — ${path.description}`,
    note: missing.length ? null : path.options.length ? "Press Enter to send, or add an option" : "Press Enter to send",
    items: wanted.map((option) => ({ main: option.name, side: option.description, tag: option.required ? "required" : "optional", onEnter: missing.length > 0 || query !== "", option: option.name })),
  };
}

async function forValue({ path, current, query }, text, mine) {
  const option = current.option;
  const head = { title: `${option.name} — ${option.description}`, note: TYPE_NAMES[option.type] };
  const items = await candidates(option, query.trim(), path, text);
  if (mine !== turn || items === null) return null;
  return { ...head, note: items.note ?? head.note, items: items.list.map((item) => ({ ...item, value: item.main, from: current.from, to: current.to, name: option.name, onEnter: query.trim() !== item.main || item.choose !== undefined && !picked[item.choose] })) };
}

async function candidates(option, query, path, text) {
  const wanted = query.replace(/^[@#]/u, "").toLowerCase();
  const fits = (name) => name.toLowerCase().includes(wanted);
  if (option.autocomplete) {
    const answer = await post(`/channels/${state.channel}/autocomplete`, { text, picked, focused: option.name });
    if (answer.failed) return { list: [], note: "Loading options failed" };
    return { list: answer.choices.map((choice) => ({ main: String(choice.name), sent: choice.value })), note: answer.choices.length ? null : "No options match your search" };
  }
  if (option.choices?.length) return { list: option.choices.filter((choice) => fits(choice.name)).slice(0, 25).map((choice) => ({ main: choice.name, sent: choice.value })) };
  if (option.type === 11) return { list: [{ main: picked[option.name]?.shown ?? "Choose a file…", choose: option.name }], note: "Enter or click to choose a file of this computer" };
  if (option.type === 5) return { list: ["True", "False"].filter(fits).map((main) => ({ main })) };
  const list = [];
  if (option.type === 6 || option.type === 9) {
    const found = await get(`/guilds/${state.guild}/members`, { query: wanted, limit: 10 });
    list.push(...found.members.map((person) => ({ main: `@${person.name}`, side: person.username, icon: avatar(person, 24), color: person.color, sent: person.id })));
  }
  if (option.type === 8 || option.type === 9) list.push(...state.view.roles.filter((role) => fits(role.name)).slice(0, 25).map((role) => ({ main: `@${role.name.replace(/^@/u, "")}`, color: colour(role.color), side: "role", sent: role.id })));
  if (option.type === 7) list.push(...state.view.channels.filter((channel) => fits(channel.name) && (!option.channel_types?.length || option.channel_types.includes(channel.type))).slice(0, 25).map((channel) => ({ main: `#${channel.name}`, sent: channel.id })));
  return { list };
}

function accept(item) {
  const box = input();
  if (item.text) put(item.next ? `${item.text} ${item.next}:` : item.text);
  else if (item.option) put(`${box.value.slice(0, box.selectionStart).replace(/[^\s:]*$/u, "").replace(/\s*$/u, " ")}${item.option}:`);
  else if (item.choose) chooseFile(item);
  else {
    if (item.sent !== undefined) picked[item.name] = { shown: item.main, value: item.sent };
    const tail = box.value.slice(item.to).trimStart();
    put(`${box.value.slice(0, item.from)}${item.main} ${tail}`);
  }
}

/** The browser's own dialogue. The name goes into the box, the content goes along with the command. */
function chooseFile(item) {
  const chooser = h("input", { type: "file", hidden: true, id: "file-chooser" });
  chooser.addEventListener("change", async () => {
    const file = chooser.files[0];
    chooser.remove();
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      picked[item.name] = { shown: file.name, value: { filename: file.name, content_type: file.type || null, content: reader.result.slice(reader.result.indexOf(",") + 1) } };
      const box = input();
      put(`${box.value.slice(0, item.from)}${file.name} ${box.value.slice(item.to).trimStart()}`);
    });
    reader.addEventListener("error", () => hint(`${file.name} cannot be read.`));
    reader.readAsDataURL(file);
  });
  chooser.addEventListener("cancel", () => chooser.remove());
  document.body.append(chooser);
  chooser.click();
}

function draw({ title, note }) {
  const box = byId("complete");
  box.hidden = false;
  input().setAttribute("aria-expanded", "true");
  fill(box, h("div", { class: "complete-title" }, title, note ? h("span", { class: "muted small" }, note) : null),
    h("ul", { id: "complete-list", role: "listbox", class: "scroll", "aria-label": "Suggestions" }, suggestions.map((item, index) => h("li", {
      role: "option", id: `suggestion-${index}`, class: "complete-item", "aria-selected": String(index === active),
      onmousedown: (event) => event.preventDefault(), onclick: () => accept(item),
    }, item.icon ?? null, h("span", { class: "complete-main", style: { color: ink(item.color) } }, item.main), h("span", { class: "muted clip" }, item.side ?? ""), item.tag ? h("span", { class: "tag" }, item.tag) : null))));
  mark();
}

function mark() {
  const rows = byId("complete-list")?.children ?? [];
  [...rows].forEach((row, index) => { row.classList.toggle("active", index === active); row.setAttribute("aria-selected", String(index === active)); });
  rows[active]?.scrollIntoView({ block: "nearest" });
  input().setAttribute("aria-activedescendant", rows[active] ? `suggestion-${active}` : "");
}

function hint(text) {
  turn++;
  suggestions = [];
  const box = byId("complete");
  box.hidden = false;
  fill(box, h("div", { class: "complete-title error", role: "alert" }, text));
}

function hide() {
  turn++;
  suggestions = [];
  byId("complete").hidden = true;
  input().setAttribute("aria-expanded", "false");
  input().removeAttribute("aria-activedescendant");
}
