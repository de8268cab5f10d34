// Buttons, selects and the layout components of Discord's second generation.
import { h, colour, avatar } from "./dom.js";
import { markdown } from "./markdown.js";
import { picture } from "./messages.js";
import { choose } from "./choose.js";
import { names, state } from "./state.js";
import { get } from "./api.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link-button", 6: "premium" };

export const components = (list, message, act) => list.map((component) => DRAW[component.type]?.(component, message, act) ?? unknown(component));

const DRAW = {
  1: (row, message, act) => h("div", { class: "action-row" }, components(row.components, message, act)),
  2: button,
  3: select, 5: select, 6: select, 7: select, 8: select,
  9: (section, message, act) => h("div", { class: "section" }, h("div", {}, components(section.components, message, act)), components([section.accessory], message, act)),
  10: (text) => h("div", { class: "content" }, markdown(text.content, names)),
  11: (thumbnail) => picture(thumbnail.media.url, "embed-thumbnail", thumbnail.description ?? "Picture"),
  12: (gallery) => h("div", { class: "gallery" }, gallery.items.map((item) => picture(item.media.url, "gallery-item", item.description ?? "Picture"))),
  13: (file) => h("div", { class: "file" }, "📄 ", file.name ?? file.file?.url ?? "file"),
  14: (line) => h("hr", { class: `${line.divider === false ? "space" : "line"} ${line.spacing === 2 ? "large" : ""}` }),
  17: (box, message, act) => h("div", { class: "container", style: { borderLeftColor: colour(box.accent_color) ?? "transparent" } }, components(box.components, message, act)),
};

const unknown = (component) => h("span", { class: "muted" }, `(component of type ${component.type})`);

function emoji(value) {
  if (!value) return null;
  return h("span", { class: "button-emoji", "aria-hidden": "true" }, value.id ? `:${value.name}:` : value.name);
}

function button(component, message, act) {
  const label = [emoji(component.emoji), component.label ? h("span", {}, component.label) : null];
  if (component.style === 5) {
    return h("a", { class: "button secondary", href: /^https?:/u.test(component.url) ? component.url : null, target: "_blank", rel: "noopener noreferrer nofollow" }, label, h("span", { "aria-hidden": "true" }, " ↗\uFE0E"));
  }
  const busy = state.pressing === `${message.id}/${component.custom_id}`;
  return h("button", {
    type: "button", class: `button ${STYLES[component.style] ?? "secondary"}${busy ? " busy" : ""}`, disabled: component.disabled || busy,
    "aria-label": component.label ? null : component.emoji?.name ?? "Button", dataset: { customId: component.custom_id },
    onclick: () => act.press(message, component),
  }, label);
}

const KIND = { 3: "option", 5: "user", 6: "role", 7: "user or role", 8: "channel" };

function select(component, message, act) {
  const chosen = (component.options ?? []).filter((option) => option.default);
  const text = chosen.length ? chosen.map((option) => option.label).join(", ") : component.placeholder ?? `Select ${(component.max_values ?? 1) > 1 ? "some" : "an"} ${KIND[component.type]}`;
  return h("button", {
    type: "button", class: "select", disabled: component.disabled, "aria-haspopup": "listbox", dataset: { customId: component.custom_id },
    onclick: (event) => openSelect(component, event.currentTarget, (values) => act.press(message, component, values)),
  }, h("span", { class: chosen.length ? "clip" : "clip muted" }, text), h("span", { "aria-hidden": "true" }, "⌄"));
}

/** Also used by modals, whose selects look the same. */
export function openSelect(component, anchor, done) {
  choose(anchor, {
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    label: component.placeholder ?? `Choose ${KIND[component.type]}`,
    filter: component.type !== 3 || component.options.length > 8,
    find: (query) => find(component, query),
    chosen: component.type === 3 ? component.options.filter((option) => option.default).map((option) => option.value) : (component.default_values ?? []).map((value) => value.id),
    done,
  });
}

async function find(component, query) {
  const wanted = query.trim().toLowerCase();
  const matches = (text) => wanted === "" || text.toLowerCase().includes(wanted);
  const out = [];
  if (component.type === 3) {
    return component.options.filter((option) => matches(option.label)).map((option) => ({
      value: option.value, label: option.label, description: option.description, icon: option.emoji ? emoji(option.emoji) : null,
    }));
  }
  if (component.type === 5 || component.type === 7) {
    const found = await get(`/guilds/${state.guild}/members`, { query, limit: 25 });
    out.push(...found.members.map((person) => ({ value: person.id, label: person.name, description: person.username, icon: avatar(person, 24), color: person.color })));
  }
  if (component.type === 6 || component.type === 7) {
    out.push(...state.view.roles.filter((role) => matches(role.name)).map((role) => ({ value: role.id, label: `@${role.name.replace(/^@/u, "")}`, color: colour(role.color) })));
  }
  if (component.type === 8) {
    const types = component.channel_types;
    out.push(...state.view.channels.filter((channel) => (!types?.length || types.includes(channel.type)) && matches(channel.name)).map((channel) => ({ value: channel.id, label: `#${channel.name}` })));
  }
  return out;
}
