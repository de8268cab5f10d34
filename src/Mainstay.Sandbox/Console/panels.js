// The right-hand side: members, roles, audit log.
import { h, fill, byId, avatar, colour, ink, ask, toast, snowflakeTime } from "./dom.js";
import { get, discord } from "./api.js";
import { names, state, learn, may, PERMISSION_BITS } from "./state.js";
import { format, relative } from "./markdown.js";
import { PERMISSIONS, AUDIT } from "./texts.js";

let query = "";
let role = null;
let loaded = 60;
let turn = 0;
let actions = null;

export function showPanel(name) {
  state.panel = name;
  for (const tab of document.querySelectorAll(".tab")) tab.setAttribute("aria-pressed", String(tab.dataset.panel === name));
  byId("panel").hidden = name === null;
  byId("panel").classList.toggle("open", name !== null);
  if (name === "members") drawMembers();
  if (name === "roles") drawRoles();
  if (name === "audit") drawAudit();
}

/** Draws again what is shown, when it is the panel named (or whichever it is). */
export function refreshPanel(name) {
  if (state.panel === name || name === undefined) showPanel(state.panel);
}

export const usePanelActions = (act) => { actions = act; };

function drawMembers() {
  const panel = byId("panel");
  panel.setAttribute("aria-label", "Members");
  if (!panel.querySelector(".member-search")) {
    fill(panel,
      h("div", { class: "panel-head" },
        h("input", { class: "member-search", type: "search", placeholder: "Search members", "aria-label": "Search members", value: query,
          oninput: (event) => { query = event.target.value; loaded = 60; listMembers(); } }),
        h("div", { class: "filter-line", id: "member-filter" })),
      h("div", { class: "scroll panel-list", id: "member-list" }));
  }
  listMembers();
}

async function listMembers() {
  const mine = ++turn;
  const found = await get(`/guilds/${state.guild}/members`, { query, role, limit: loaded });
  if (mine !== turn || state.panel !== "members") return;
  learn(Object.fromEntries(found.members.map((person) => [person.id, person])));
  // Drawn again only when something is different, so that nothing vanishes under somebody's pointer.
  const content = JSON.stringify([role, found]);
  if (byId("member-list").dataset.content === content) return;
  byId("member-list").dataset.content = content;
  fill(byId("member-filter"), role
    ? h("button", { type: "button", class: "chip", onclick: () => { role = null; listMembers(); } }, `@${names.role(role)?.name ?? "role"} ✕`)
    : null, h("span", { class: "muted small" }, `${found.total.toLocaleString()} ${found.total === 1 ? "member" : "members"}`));
  const groups = [];
  for (const person of found.members) {
    const title = person.group ?? "Members";
    if (groups.at(-1)?.title !== title) groups.push({ title, count: person.group_count, people: [] });
    groups.at(-1).people.push(person);
  }
  fill(byId("member-list"), groups.map((group) => [
    h("h3", { class: "group" }, group.title, group.count ? ` — ${group.count}` : ""),
    h("ul", { class: "plain" }, group.people.map((person) => h("li", {}, memberRow(person)))),
  ]), found.total > found.members.length ? h("button", { type: "button", class: "button ghost more", onclick: () => { loaded += 100; listMembers(); } }, "Show more") : null);
}

function memberRow(person) {
  return h("button", { type: "button", class: "member", onclick: () => actions.profile(person.id) },
    avatar(person, 32),
    h("span", { class: "member-text" },
      h("span", { class: "member-name" }, h("span", { class: "clip", style: { color: ink(person.color) } }, person.name), person.bot ? h("span", { class: "app-tag" }, "APP") : null,
        person.kind === "owner" ? h("span", { title: "Server owner", "aria-label": "Server owner" }, "👑") : null),
      person.name !== person.username ? h("span", { class: "muted small clip" }, person.username) : null));
}

function drawRoles() {
  const panel = byId("panel");
  panel.setAttribute("aria-label", "Roles");
  fill(panel,
    h("div", { class: "panel-head row" }, h("h3", { class: "group grow" }, `Roles — ${state.view.roles.length}`),
      may(PERMISSION_BITS.roles) ? h("button", { type: "button", class: "button small secondary", onclick: newRole }, "New role") : null),
    h("ul", { class: "scroll panel-list plain" }, state.view.roles.map((one) => h("li", {}, h("button", { type: "button", class: "role-row", onclick: () => actions.role(one) },
      h("span", { class: "dot", style: { background: colour(one.color) ?? "#99aab5" } }),
      h("span", { class: "clip grow", style: { color: ink(colour(one.color)) } }, one.name),
      one.managed ? h("span", { class: "tag" }, "app") : null,
      h("span", { class: "muted small", title: "Members with this role" }, one.member_count?.toLocaleString() ?? ""))))));
}

async function newRole() {
  const name = await ask("New role", { label: "Role name", action: "Create" });
  if (!name) return;
  try { await discord("POST", `/guilds/${state.guild}/roles`, { name }); } catch (error) { toast(error.message); }
}

export function roleCard(one, close) {
  const permissions = BigInt(one.permissions);
  const granted = PERMISSIONS.filter(([bit]) => (permissions & (1n << BigInt(bit))) !== 0n).map(([, text]) => text);
  const mayEdit = may(PERMISSION_BITS.roles) && !one.managed;
  const change = async (body) => { try { await discord("PATCH", `/guilds/${state.guild}/roles/${one.id}`, body); } catch (error) { toast(error.message); } };
  return h("div", { class: "card" },
    h("h2", { class: "row" }, h("span", { class: "dot", style: { background: colour(one.color) ?? "#99aab5" } }), one.name),
    h("p", { class: "muted small" }, `Position ${one.position} · ${one.member_count === undefined ? "" : `${one.member_count.toLocaleString()} members · `}${one.hoist ? "shown separately" : "not shown separately"} · ${one.mentionable ? "mentionable" : "not mentionable"}`),
    h("p", { class: "muted small mono" }, `id ${one.id}`),
    h("h3", { class: "label" }, "Permissions"),
    granted.length ? h("ul", { class: "chips" }, granted.map((text) => h("li", { class: "chip flat" }, text))) : h("p", { class: "muted" }, "None of its own."),
    h("div", { class: "row end wrap" },
      h("button", { type: "button", class: "button secondary", onclick: () => { close(); role = one.id; query = ""; byId("panel").replaceChildren(); showPanel("members"); } }, "Show members"),
      mayEdit && one.position > 0 ? h("button", { type: "button", class: "button secondary", onclick: async () => { close(); const name = await ask("Rename role", { value: one.name, label: "Role name", action: "Rename" }); if (name) await change({ name }); } }, "Rename") : null,
      mayEdit && one.position > 0 ? h("button", { type: "button", class: "button danger", onclick: async () => {
        close();
        if (await ask(`Delete ${one.name}?`, { input: false, danger: true, action: "Delete", text: "Members lose it at once. There is no undo, just as in Discord." }) === null) return;
        try { await discord("DELETE", `/guilds/${state.guild}/roles/${one.id}`); } catch (error) { toast(error.message); }
      } }, "Delete") : null));
}

async function drawAudit() {
  const panel = byId("panel");
  panel.setAttribute("aria-label", "Audit log");
  const mine = ++turn;
  let answer;
  try {
    answer = await get(`/guilds/${state.guild}/audit-log`, { limit: 100 });
  } catch (error) {
    fill(panel, h("div", { class: "panel-head" }, h("h3", { class: "group" }, "Audit log")), h("p", { class: "muted pad" }, error.message));
    return;
  }
  if (mine !== turn || state.panel !== "audit") return;
  learn(answer.people);
  fill(panel, h("div", { class: "panel-head" }, h("h3", { class: "group" }, "Audit log")),
    h("ul", { class: "scroll panel-list plain", "aria-label": "Audit log entries" }, answer.entries.length === 0 ? h("li", { class: "muted pad" }, "Nothing has happened yet.") : answer.entries.map(auditRow)));
}

function auditRow(entry) {
  const who = names.person(entry.user_id);
  const time = new Date(snowflakeTime(entry.id));
  return h("li", { class: "audit" },
    h("div", { class: "audit-line" }, avatar(who ?? { id: entry.user_id ?? "0", name: "?" }, 24),
      h("div", {}, h("strong", {}, who?.name ?? "Someone"), ` ${AUDIT[entry.action_type] ?? `did action ${entry.action_type} to`} `, h("strong", {}, entry.target_name ?? entry.target_id ?? ""),
        h("time", { class: "time", datetime: time.toISOString(), title: format(time, "F"), dataset: { style: "R" } }, relative(time)))),
    entry.changes?.length ? h("ul", { class: "changes" }, entry.changes.slice(0, 8).map((change) => h("li", {}, changeText(change)))) : null,
    entry.reason ? h("div", { class: "audit-reason" }, "Reason: ", entry.reason) : null);
}

function changeText(change) {
  const list = (value) => value.map((item) => item?.name ?? item?.id ?? String(item)).join(", ");
  if (change.key === "$add") return [h("span", { class: "plus" }, "+ "), list(change.new_value)];
  if (change.key === "$remove") return [h("span", { class: "minus" }, "− "), list(change.new_value)];
  const show = (value) => (value === undefined || value === null || value === "" ? "nothing" : typeof value === "object" ? JSON.stringify(value) : String(value));
  return `${change.key}: ${show(change.old_value)} → ${show(change.new_value)}`;
}
