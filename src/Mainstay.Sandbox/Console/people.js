// Cards of people, and the picker for whom to act as.
import { h, avatar, byId, colour, ink, dialog, ask, toast, fill } from "./dom.js";
import { get, post, discord } from "./api.js";
import { choose } from "./choose.js";
import { state, learn, may, PERMISSION_BITS } from "./state.js";
import { format } from "./markdown.js";

export const KINDS = { owner: "Server owner", admin: "Administrator", member: "Member", bot: "App", guest: "Not a member" };

export function pickPerson(anchor, done) {
  choose(anchor, {
    label: "Act as",
    find: async (query) => {
      const found = await get("/people", { guild: state.guild, query, limit: 30 });
      learn(Object.fromEntries(found.people.map((person) => [person.id, person])));
      return found.people.map((person) => ({ value: person.id, label: person.name, description: person.title ?? person.username, icon: avatar(person, 28), color: person.color,
        tag: person.kind === "owner" || person.kind === "admin" || person.kind === "guest" ? KINDS[person.kind] : null }));
    },
    done: ([id]) => done(id),
  });
}

export async function showPerson(id, act) {
  let person;
  try {
    person = await get(`/guilds/${state.guild}/people/${id}`);
  } catch (error) {
    toast(error.message);
    return;
  }
  learn({ [id]: person });
  dialog(person.name, (close) => {
    const card = h("div", { class: "card" });
    drawCard(card, person, close, act);
    return card;
  });
}

function drawCard(card, person, close, act) {
  const guild = state.guild;
  const attempt = (work) => async () => {
    try { await work(); drawCard(card, await get(`/guilds/${guild}/people/${person.id}`), close, act); } catch (error) { toast(error.message); }
  };
  const member = person.kind !== "guest";
  const roles = state.view.roles.filter((role) => person.roles.includes(role.id));
  fill(card,
    h("div", { class: "row" }, avatar(person, 64), h("div", {}, h("h2", { style: { color: ink(person.color) } }, person.name),
      h("div", { class: "muted" }, person.username, person.bot ? h("span", { class: "app-tag" }, "APP") : null), h("div", { class: "muted small" }, KINDS[person.kind]))),
    h("p", { class: "muted small mono" }, `id ${person.id}`),
    person.joined_at ? h("p", { class: "muted small" }, `Joined ${format(new Date(person.joined_at), "f")}`) : null,
    person.timeout_until ? h("p", { class: "failed" }, `Timed out until ${format(new Date(person.timeout_until), "f")}`) : null,
    member ? [h("h3", { class: "label" }, "Roles"), h("ul", { class: "chips" }, roles.map((role) => h("li", { class: "chip flat" }, h("span", { class: "dot", style: { background: colour(role.color) ?? "#99aab5" } }), role.name,
      may(PERMISSION_BITS.roles) && !role.managed ? h("button", { type: "button", class: "chip-x", "aria-label": `Remove ${role.name}`, onclick: attempt(() => discord("DELETE", `/guilds/${guild}/members/${person.id}/roles/${role.id}`)) }, "✕") : null)),
    may(PERMISSION_BITS.roles) ? h("li", {}, h("button", { type: "button", class: "chip", onclick: (event) => addRole(event.currentTarget, person, attempt) }, "+ Add role")) : null)] : null,
    h("div", { class: "row end wrap" },
      person.bot ? null : h("button", { type: "button", class: "button primary", onclick: () => { close(); act.become(person.id); } }, "Act as"),
      !person.bot && !member ? h("button", { type: "button", class: "button secondary", onclick: attempt(() => post(`/guilds/${guild}/join`, { user: person.id })) }, "Let join") : null,
      member && may(PERMISSION_BITS.nicknames) ? h("button", { type: "button", class: "button secondary", onclick: async () => {
        close();
        const nick = await ask(`Nickname of ${person.username}`, { value: person.nick ?? "", label: "Nickname (empty: none)", action: "Save" });
        if (nick !== null) try { await discord("PATCH", `/guilds/${guild}/members/${person.id}`, { nick: nick || null }); } catch (error) { toast(error.message); }
      } }, "Nickname") : null,
      member && person.kind !== "owner" && !person.bot && person.id !== state.view.me.id && may(PERMISSION_BITS.kick) ? h("button", { type: "button", class: "button danger", onclick: async () => { close(); await remove(person, "Kick"); } }, "Kick") : null,
      member && person.kind !== "owner" && !person.bot && person.id !== state.view.me.id && may(PERMISSION_BITS.ban) ? h("button", { type: "button", class: "button danger", onclick: async () => { close(); await remove(person, "Ban"); } }, "Ban") : null,
      person.id === state.view.me.id && member && person.kind !== "owner" ? h("button", { type: "button", class: "button danger", onclick: async () => {
        close();
        try { await discord("DELETE", `/users/@me/guilds/${guild}`); } catch (error) { toast(error.message); }
      } }, "Leave server") : null,
      act.userCommands().length && member ? act.userCommands().map((command) => h("button", { type: "button", class: "button secondary", onclick: () => { close(); act.context(command, person.id); } }, command.name)) : null));
}

function addRole(anchor, person, attempt) {
  choose(anchor, {
    label: "Add role",
    find: (query) => state.view.roles.filter((role) => !role.managed && role.position > 0 && !person.roles.includes(role.id) && role.name.toLowerCase().includes(query.toLowerCase()))
      .map((role) => ({ value: role.id, label: role.name, color: colour(role.color) })),
    done: ([id]) => attempt(() => discord("PUT", `/guilds/${state.guild}/members/${person.id}/roles/${id}`))(),
  });
}

async function remove(person, word) {
  if (await ask(`${word} ${person.name}?`, { input: false, danger: true, action: word, text: "They leave the server at once." }) === null) return;
  try {
    if (word === "Kick") await discord("DELETE", `/guilds/${state.guild}/members/${person.id}`);
    else await discord("PUT", `/guilds/${state.guild}/bans/${person.id}`, {});
  } catch (error) {
    toast(error.message);
  }
}

export function drawMe() {
  const me = state.view?.me;
  if (!me) return;
  fill(byId("who-avatar"), avatar(me, 32));
  byId("who-name").textContent = me.name;
  byId("who-kind").textContent = me.title ?? KINDS[me.kind];
  byId("who").setAttribute("aria-label", `Acting as ${me.name}, ${KINDS[me.kind]}. Press to act as somebody else.`);
}

