// The console: one page over the control API. Nothing here knows more than a person's client would.
import { h, fill, byId, add, dialog, toast } from "./dom.js";
import { session, remember, get, post, del, discord, listen } from "./api.js";
import { state, names, learn } from "./state.js";
import { messageNode, isEphemeral } from "./messages.js";
import { markdown, keepTimes } from "./markdown.js";
import { startComposer, enterChannel, reloadCommands, replyTo, contextCommands } from "./composer.js";
import { openModal } from "./modal.js";
import { drawRail, drawChannels, isText } from "./sidebar.js";
import { showPanel, refreshPanel, roleCard, usePanelActions } from "./panels.js";
import { pickPerson, showPerson, drawMe } from "./people.js";
import { choose } from "./choose.js";
import { REACTIONS } from "./texts.js";

let messages = [];
let more = false;
let stop = null;
const typers = new Map();
const list = byId("messages");

const act = {
  profile: (id) => showPerson(id, act),
  become: (id) => become(id),
  reply: (message) => replyTo(message),
  role: (role) => dialog(role.name, (close) => roleCard(names.role(role.id) ?? role, close)),
  userCommands: () => contextCommands(2),
  press: (message, component, values) => press(message, component, values),
  dismiss: (message) => attempt(() => del(`/channels/${message.channel_id}/messages/${message.id}/view`)),
  remove: (message) => attempt(() => (isEphemeral(message) ? del(`/channels/${message.channel_id}/messages/${message.id}/view`) : discord("DELETE", `/channels/${message.channel_id}/messages/${message.id}`))),
  react: (message, emoji, on) => attempt(() => discord(on ? "PUT" : "DELETE", `/channels/${message.channel_id}/messages/${message.id}/reactions/${encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name)}/@me`)),
  pickReaction: (message, anchor) => choose(anchor, { label: "Add reaction", filter: false, find: () => REACTIONS.map((one) => ({ value: one, label: one })), done: ([name]) => act.react(message, { name }, true) }),
  apps: (message) => {
    const commands = contextCommands(3);
    if (commands.length === 0) { toast("No application has commands for messages.", "info"); return; }
    dialog("Apps", (close) => h("div", { class: "card" }, h("h2", {}, "Apps"), commands.map((command) => h("button", { type: "button", class: "button secondary", onclick: () => { close(); act.context(command, message.id); } }, command.name))));
  },
  context: (command, target) => attempt(() => post(`/channels/${state.channel}/context`, { command: command.id, target })),
};

async function attempt(work) {
  try { return await work(); } catch (error) { toast(error.message); return null; }
}

async function press(message, component, values) {
  const key = `${message.id}/${component.custom_id}`;
  state.pressing = key;
  redraw(message.id);
  setTimeout(() => { if (state.pressing === key) settle(message.id); }, 3500);
  try {
    await post(`/channels/${message.channel_id}/messages/${message.id}/components`, { custom_id: component.custom_id, values });
  } catch (error) {
    settle(message.id);
    toast(error.message);
  }
}

function settle(messageId) {
  state.pressing = null;
  redraw(messageId);
}

async function start() {
  try {
    state.info = await get("/info");
  } catch (error) {
    fill(list, h("li", { class: "muted pad" }, error.message));
    return;
  }
  byId("profile-badge").textContent = state.info.profile;
  startComposer();
  usePanelActions(act);
  keepTimes();
  for (const tab of document.querySelectorAll(".tab")) tab.addEventListener("click", () => showPanel(state.panel === tab.dataset.panel ? null : tab.dataset.panel));
  byId("who").addEventListener("click", (event) => pickPerson(event.currentTarget, become));
  byId("open-sidebar").addEventListener("click", () => sidebar(!byId("sidebar").classList.contains("open")));
  list.addEventListener("scroll", () => { if (list.scrollTop < 80 && more) older(); });
  list.addEventListener("click", onMention);
  if (window.innerWidth < 900) state.panel = null;
  await enterGuild(state.info.guilds.some((guild) => guild.id === session.guild) ? session.guild : state.info.guilds[0]?.id);
}

function sidebar(open) {
  byId("sidebar").classList.toggle("open", open);
  byId("open-sidebar").setAttribute("aria-expanded", String(open));
}

async function become(id) {
  remember("as", id);
  await enterGuild(state.guild);
  toast(`You are now ${state.view?.me.name ?? "somebody else"}.`, "info");
}

async function enterGuild(id) {
  if (!id) { fill(list, h("li", { class: "muted pad" }, "There is no server in this sandbox.")); return; }
  state.guild = id;
  remember("guild", id);
  stop?.();
  try {
    await loadView();
  } catch (error) {
    if (session.as === "owner") { fill(list, h("li", { class: "muted pad" }, error.message)); return; }
    remember("as", "owner");
    await loadView();
  }
  drawRail(enterGuild);
  let opened = false;
  stop = listen(id, { onframe: hear, onopen: async () => { offline(false); if (opened) { await loadView(); await enter(state.channel); } opened = true; }, onlost: () => offline(true) });
  const wanted = state.view.channels.find((channel) => channel.id === session.channel && isText(channel));
  const first = wanted ?? names.channel(state.view.home_channel_id) ?? state.view.channels.filter(isText).sort((a, b) => a.position - b.position)[0];
  byId("panel").replaceChildren();
  await enter(first?.id ?? null);
  showPanel(state.panel);
}

function offline(is) {
  const notice = byId("notice");
  notice.hidden = !is;
  notice.textContent = is ? "The connection to the sandbox is lost. Trying again…" : "";
}

async function loadView() {
  state.view = await get(`/guilds/${state.guild}/view`);
  learn({ [state.view.me.id]: state.view.me });
  if (state.channel && !names.channel(state.channel)) state.channel = null;
  drawChannels(enter);
  drawMe();
  const app = state.view.application;
  byId("bot-status").textContent = app ? `${app.name} ${app.online ? "online" : "offline"}` : "";
  byId("bot-status").className = app?.online ? "status on" : "status";
}

async function enter(id) {
  sidebar(false);
  state.channel = id;
  const channel = names.channel(id);
  byId("channel-title").textContent = channel ? `# ${channel.name}` : "No channel";
  byId("channel-topic").replaceChildren();
  if (channel?.topic) add(byId("channel-topic"), markdown(channel.topic, names));
  drawChannels(enter);
  if (!channel) { messages = []; fill(list, h("li", { class: "muted pad" }, "You can see no channel here.")); await enterChannel(null); return; }
  remember("channel", id);
  const page = await attempt(() => get(`/channels/${id}/messages`, { limit: 50 }));
  if (page === null || state.channel !== id) return;
  learn(page.people);
  messages = page.messages;
  more = page.more;
  drawAll();
  await attempt(() => enterChannel(channel));
  typers.clear();
  drawTyping();
}

async function older() {
  more = false;
  const page = await attempt(() => get(`/channels/${state.channel}/messages`, { limit: 50, before: messages[0]?.id }));
  if (page === null) return;
  learn(page.people);
  messages = [...page.messages, ...messages];
  more = page.more;
  const height = list.scrollHeight - list.scrollTop;
  drawAll(false);
  list.scrollTop = list.scrollHeight - height;
}

function drawAll(down = true) {
  const nodes = more ? [] : [welcome()];
  messages.forEach((message, index) => {
    const previous = messages[index - 1];
    const day = new Date(message.timestamp).toDateString();
    const fresh = !previous || new Date(previous.timestamp).toDateString() !== day;
    if (fresh) nodes.push(h("li", { class: "day", role: "separator" }, h("span", {}, new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(new Date(message.timestamp)))));
    nodes.push(messageNode(message, fresh ? null : previous, act));
  });
  fill(list, nodes);
  if (down) list.scrollTop = list.scrollHeight;
}

function welcome() {
  const channel = names.channel(state.channel);
  return h("li", { class: "welcome" }, h("div", { class: "welcome-icon", "aria-hidden": "true" }, "#"), h("h3", {}, `Welcome to #${channel?.name ?? ""}`), h("p", { class: "muted" }, "This is the start of the channel."));
}

const atBottom = () => list.scrollHeight - list.scrollTop - list.clientHeight < 120;

function redraw(id) {
  const index = messages.findIndex((message) => message.id === id);
  const old = byId(`message-${id}`);
  if (index < 0 || !old) return;
  const down = atBottom();
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.customId : null;
  const previous = old.previousElementSibling?.classList.contains("day") ? null : messages[index - 1];
  const node = messageNode(messages[index], previous, act);
  old.replaceWith(node);
  if (focused) node.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
  if (down) list.scrollTop = list.scrollHeight;
}

/** One thing that happened, as this person's client would hear it. */
function hear({ t, d, people }) {
  learn(people);
  if (t === "MESSAGE_CREATE" && d.channel_id === state.channel) {
    typers.delete(d.author.id);
    drawTyping();
    if (messages.some((message) => message.id === d.id)) return;
    const down = atBottom() || d.author.id === state.view.me.id || isEphemeral(d);
    messages.push(d);
    const last = messages.at(-2);
    if (last && new Date(last.timestamp).toDateString() === new Date(d.timestamp).toDateString()) list.append(messageNode(d, last, act));
    else drawAll(false);
    if (down) list.scrollTop = list.scrollHeight;
  } else if (t === "MESSAGE_UPDATE" && d.channel_id === state.channel) {
    const index = messages.findIndex((message) => message.id === d.id);
    if (index >= 0) { messages[index] = { ...messages[index], ...d, sandbox_error: undefined }; redraw(d.id); }
  } else if (t === "MESSAGE_DELETE" || t === "MESSAGE_DELETE_BULK") {
    const gone = new Set(d.ids ?? [d.id]);
    if (d.channel_id === state.channel && messages.some((message) => gone.has(message.id))) { messages = messages.filter((message) => !gone.has(message.id)); drawAll(atBottom()); }
  } else if (t.startsWith("MESSAGE_REACTION") && d.channel_id === state.channel) {
    refetch(d.message_id);
  } else if (t === "SANDBOX_INTERACTION") {
    hearInteraction(d);
  } else if (t === "TYPING_START" && d.channel_id === state.channel && d.user_id !== state.view.me.id) {
    typers.set(d.user_id, Date.now() + 9000);
    drawTyping();
    setTimeout(drawTyping, 9100);
  } else if (t === "GUILD_AUDIT_LOG_ENTRY_CREATE") {
    later("audit", () => refreshPanel("audit"));
  } else if (t.startsWith("GUILD_MEMBER")) {
    later("members", () => refreshPanel("members"));
    if (d.user?.id === state.view.me.id) later("view", reloadView);
    else later("counts", reloadView, 1500);
  } else if (/^(CHANNEL|GUILD_ROLE|GUILD_UPDATE|THREAD)/u.test(t)) {
    later("view", reloadView);
  } else if (t === "SANDBOX_COMMANDS") {
    later("commands", () => attempt(reloadCommands));
  } else if (t === "SANDBOX_BOT") {
    later("view", reloadView);
  }
}

const waiting = new Map();
function later(key, work, wait = 200) {
  if (waiting.has(key)) return;
  waiting.set(key, setTimeout(() => { waiting.delete(key); attempt(async () => work()); }, wait));
}

async function reloadView() {
  const before = state.channel;
  const title = names.channel(before)?.name;
  await loadView();
  if (before && !state.channel) await enter(state.view.channels.filter(isText)[0]?.id ?? null);
  else if (names.channel(before)?.name !== title) await enter(before);
  else await reloadCommands();
  refreshPanel("roles");
  refreshPanel("members");
}

async function refetch(id) {
  const page = await attempt(() => get(`/channels/${state.channel}/messages`, { limit: 1, around: id }));
  const fresh = page?.messages.find((message) => message.id === id);
  const index = messages.findIndex((message) => message.id === id);
  if (!fresh || index < 0) return;
  messages[index] = fresh;
  redraw(id);
}

function hearInteraction(interaction) {
  if (interaction.message_id && state.pressing?.startsWith(`${interaction.message_id}/`) && interaction.state !== "waiting") settle(interaction.message_id);
  if (interaction.state === "modal") {
    openModal(interaction.modal, interaction.application_name, (fields) => post(`/interactions/${interaction.id}/modal`, { fields }));
  } else if (interaction.state === "failed" && interaction.message_id) {
    const message = messages.find((one) => one.id === interaction.message_id);
    if (message) { message.sandbox_error = "This interaction failed"; redraw(message.id); }
  }
}

function drawTyping() {
  const now = Date.now();
  for (const [id, until] of typers) if (until <= now) typers.delete(id);
  const who = [...typers.keys()].map((id) => names.person(id)?.name ?? "Someone");
  fill(byId("typing"), who.length === 0 ? null : h("span", {}, who.length > 3 ? "Several people" : who.join(", "), who.length === 1 ? " is typing…" : " are typing…"));
}

function onMention(event) {
  const mention = event.target.closest(".mention");
  if (!mention?.dataset.id) return;
  if (mention.dataset.kind === "person") act.profile(mention.dataset.id);
  if (mention.dataset.kind === "channel" && names.channel(mention.dataset.id)) enter(mention.dataset.id);
  if (mention.dataset.kind === "role" && names.role(mention.dataset.id)) act.role(names.role(mention.dataset.id));
}

start();
