// Servers and channels.
import { h, fill, byId, ask, toast } from "./dom.js";
import { discord } from "./api.js";
import { state, may, PERMISSION_BITS } from "./state.js";

const CATEGORY = 4;
const ICONS = { 0: "#", 2: "🔊", 5: "📣", 10: "↳", 11: "↳", 12: "↳", 13: "🎙", 15: "💬", 16: "🖼" };
const THREADS = new Set([10, 11, 12]);
const closed = new Set();

export const isText = (channel) => channel.type === 0 || channel.type === 5 || channel.type === 2 || channel.type === 13 || THREADS.has(channel.type);

export function drawRail(onguild) {
  const guilds = state.info.guilds;
  byId("rail").hidden = guilds.length < 2;
  fill(byId("rail"), guilds.map((guild) => h("button", {
    type: "button", class: guild.id === state.guild ? "server here" : "server", "aria-current": guild.id === state.guild ? "true" : null, title: guild.name, "aria-label": guild.name, onclick: () => onguild(guild.id),
  }, guild.name.split(/\s+/u).map((word) => [...word][0]).join("").slice(0, 3))));
}

export function drawChannels(onchannel) {
  byId("guild-name").textContent = state.view.guild.name;
  const byParent = Map.groupBy ? Map.groupBy(state.view.channels, (channel) => channel.parent_id ?? "") : group(state.view.channels);
  const sorted = (list) => [...(list ?? [])].sort((a, b) => (a.type === 2 || a.type === 13) - (b.type === 2 || b.type === 13) || a.position - b.position || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const row = (channel) => [channelRow(channel, onchannel), ...sorted(byParent.get(channel.id)).map((thread) => channelRow(thread, onchannel))];
  const top = sorted(byParent.get(""));
  fill(byId("channels"),
    h("ul", { class: "plain" }, top.filter((channel) => channel.type !== CATEGORY).map(row)),
    top.filter((channel) => channel.type === CATEGORY).map((category) => {
      const inside = sorted(byParent.get(category.id));
      if (inside.length === 0 && !may(PERMISSION_BITS.channels)) return null;
      const open = !closed.has(category.id);
      return h("section", {},
        h("div", { class: "category" },
          h("button", { type: "button", class: "category-name", "aria-expanded": String(open), onclick: () => { if (open) closed.add(category.id); else closed.delete(category.id); drawChannels(onchannel); } },
            h("span", { class: "twist", "aria-hidden": "true" }, open ? "⌄" : "›"), h("span", { class: "clip" }, category.name)),
          may(PERMISSION_BITS.channels) ? h("button", { type: "button", class: "icon-button tiny", "aria-label": `New channel in ${category.name}`, title: "New channel", onclick: () => create(category) }, "+") : null),
        h("ul", { class: "plain" }, (open ? inside : inside.filter((channel) => channel.id === state.channel)).map(row)));
    }));
}

function group(channels) {
  const map = new Map();
  for (const channel of channels) map.set(channel.parent_id ?? "", [...(map.get(channel.parent_id ?? "") ?? []), channel]);
  return map;
}

function channelRow(channel, onchannel) {
  const here = channel.id === state.channel;
  return h("li", { class: THREADS.has(channel.type) ? "thread" : null }, h("div", { class: here ? "channel here" : "channel" },
    h("button", { type: "button", class: "channel-name", disabled: !isText(channel), "aria-current": here ? "page" : null, onclick: () => onchannel(channel.id) },
      h("span", { class: "hash", "aria-hidden": "true" }, ICONS[channel.type] ?? "#"), h("span", { class: "clip" }, channel.name),
      channel.locked ? h("span", { class: "lock", title: "Not everyone can see this channel", "aria-label": "private" }, "🔒") : null),
    may(PERMISSION_BITS.channels) ? h("button", { type: "button", class: "icon-button tiny", "aria-label": `Change ${channel.name}`, title: "Change channel", onclick: () => change(channel) }, "⚙\uFE0E") : null));
}

async function create(category) {
  const name = await ask("New text channel", { label: `Channel name (in ${category.name})`, action: "Create" });
  if (name) await attempt(() => discord("POST", `/guilds/${state.guild}/channels`, { name, type: 0, parent_id: category.id }));
}

async function change(channel) {
  const name = await ask(`Change #${channel.name}`, { value: channel.name, label: "Name (leave empty to delete the channel)", action: "Save" });
  if (name === null || name === channel.name) return;
  if (name !== "") await attempt(() => discord("PATCH", `/channels/${channel.id}`, { name }));
  else if (await ask(`Delete #${channel.name}?`, { input: false, danger: true, action: "Delete", text: "Its messages go with it. There is no undo, just as in Discord." }) !== null) {
    await attempt(() => discord("DELETE", `/channels/${channel.id}`));
  }
}

async function attempt(work) {
  try { await work(); } catch (error) { toast(error.message); }
}
