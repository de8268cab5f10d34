// Draws messages: who, when, text, embeds, files, components, reactions, and what only one person sees.
import { h, avatar, colour, ink, snowflakeTime } from "./dom.js";
import { markdown, inline, format } from "./markdown.js";
import { components } from "./components.js";
import { names, state } from "./state.js";

const EPHEMERAL = 64;
const LOADING = 128;
const V2 = 32768;
const SYSTEM = {
  6: (who) => [who, " pinned a message to this channel."],
  7: (who) => [who, " joined the server."],
  8: (who) => [who, " boosted the server."],
  18: (who, message) => [who, " started a thread: ", h("strong", {}, message.content)],
  24: (who) => [who, " was stopped by AutoMod."],
};
const REPLIES = new Set([0, 19, 20, 23]);
const GROUP_SPAN = 7 * 60 * 1000;

export const isEphemeral = (message) => ((message.flags ?? 0) & EPHEMERAL) !== 0;

/** One message. `act` carries what can be done with it: press, react, reply, remove, dismiss, profile. */
export function messageNode(message, previous, act) {
  const person = state.people.get(message.author.id) ?? { ...message.author, name: message.author.global_name ?? message.author.username };
  const name = message.webhook_id && !message.interaction_metadata ? message.author.username : person.name;
  const time = new Date(message.timestamp ?? snowflakeTime(message.id));
  if (!REPLIES.has(message.type)) return systemNode(message, person, time, act);

  const used = message.interaction_metadata;
  const joined = continues(message, previous);
  const node = h("li", {
    class: `message${joined ? " joined" : ""}${isEphemeral(message) ? " ephemeral" : ""}${mentionsMe(message) ? " mentioned" : ""}`,
    id: `message-${message.id}`, dataset: { id: message.id },
    "aria-label": `${name}, ${format(time, "t")}`,
  });
  if (used && message.type !== 0) node.append(usedLine(message, used));
  else if (message.message_reference && message.type === 19) node.append(replyLine(message));

  const body = h("div", { class: "message-body" });
  if (!joined) body.append(headLine(message, person, name, time, act));
  body.append(...content(message));
  for (const embed of message.embeds ?? []) body.append(embedNode(embed));
  for (const file of message.attachments ?? []) body.append(fileNode(file));
  if (message.components?.length) {
    body.append(h("div", { class: (message.flags ?? 0) & V2 ? "components v2" : "components" }, components(message.components, message, act)));
  }
  if (message.reactions?.length) body.append(reactionBar(message, act));
  if (message.sandbox_error) body.append(h("div", { class: "failed", role: "alert" }, message.sandbox_error));
  if (isEphemeral(message)) body.append(onlyYou(message, act));

  node.append(
    joined ? h("time", { class: "side-time", datetime: time.toISOString() }, format(time, "t")) : h("span", { class: "message-avatar" }, avatar({ ...person, name }, 40)),
    body, tools(message, act));
  return node;
}

function continues(message, previous) {
  return previous !== undefined && previous !== null && message.type === 0 && REPLIES.has(previous.type)
    && previous.author.id === message.author.id && previous.author.username === message.author.username
    && isEphemeral(previous) === isEphemeral(message)
    && new Date(message.timestamp) - new Date(previous.timestamp) < GROUP_SPAN;
}

const mentionsMe = (message) => message.mention_everyone || message.mentions?.some((user) => user.id === state.view?.me.id)
  || message.mention_roles?.some((role) => state.view?.me.roles.includes(role));

function headLine(message, person, name, time, act) {
  return h("div", { class: "head" },
    h("button", { type: "button", class: "name", style: { color: ink(person.color) }, onclick: () => act.profile(message.author.id) }, name),
    message.author.bot ? h("span", { class: "app-tag" }, message.webhook_id && !message.application_id ? "WEBHOOK" : "APP") : null,
    h("time", { class: "time", datetime: time.toISOString(), title: format(time, "F") }, when(time)));
}

function when(time) {
  const today = new Date();
  return time.toDateString() === today.toDateString() ? format(time, "t") : `${format(time, "d")}, ${format(time, "t")}`;
}

function usedLine(message, used) {
  const user = used.user ?? message.interaction?.user;
  const who = state.people.get(user?.id)?.name ?? user?.global_name ?? user?.username ?? "Someone";
  const command = message.interaction?.name;
  return h("div", { class: "used" }, avatar(state.people.get(user?.id) ?? { id: user?.id, name: who }, 16), h("strong", {}, who),
    command ? [" used ", h("span", { class: "mention command" }, `/${command}`)] : " used an app");
}

function replyLine(message) {
  const to = message.referenced_message;
  if (!to) return h("div", { class: "used muted" }, h("em", {}, "Original message was deleted"));
  const person = state.people.get(to.author.id);
  return h("div", { class: "used" }, avatar(person ?? { id: to.author.id, name: to.author.username }, 16),
    h("strong", { style: { color: ink(person?.color) } }, person?.name ?? to.author.global_name ?? to.author.username),
    h("span", { class: "clip" }, to.content || "Click to see attachment"));
}

function content(message) {
  if ((message.flags ?? 0) & LOADING) {
    return [h("div", { class: "thinking", role: "status" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      `${state.people.get(message.author.id)?.name ?? message.author.username} is thinking…`)];
  }
  const out = [];
  if (message.content) out.push(h("div", { class: "content" }, markdown(message.content, names)));
  if (message.edited_timestamp) {
    const edited = h("span", { class: "edited", title: format(new Date(message.edited_timestamp), "F") }, "(edited)");
    if (out.length) (out[0].lastElementChild?.classList.contains("p") ? out[0].lastElementChild : out[0]).append(" ", edited);
  }
  return out;
}

function systemNode(message, person, time, act) {
  const who = h("button", { type: "button", class: "name", style: { color: ink(person.color) }, onclick: () => act.profile(message.author.id) }, person.name);
  const text = SYSTEM[message.type]?.(who, message) ?? [who, " ", message.content || `did something (message type ${message.type}).`];
  return h("li", { class: "message system", id: `message-${message.id}`, dataset: { id: message.id } },
    h("span", { class: "system-icon", "aria-hidden": "true" }, message.type === 7 ? "→" : "•"),
    h("div", { class: "message-body" }, text, " ", h("time", { class: "time", datetime: time.toISOString() }, when(time))));
}

export function embedNode(embed) {
  const node = h("article", { class: "embed", style: { borderLeftColor: colour(embed.color) ?? "#4e5058" } });
  const main = h("div", { class: "embed-main" });
  if (embed.provider?.name) main.append(h("div", { class: "embed-provider" }, embed.provider.name));
  if (embed.author?.name) main.append(h("div", { class: "embed-author" }, maybeLink(embed.author.url, embed.author.name)));
  if (embed.title) main.append(h("h3", { class: "embed-title" }, maybeLink(embed.url, inline(embed.title, names))));
  if (embed.description) main.append(h("div", { class: "embed-text" }, markdown(embed.description, names)));
  if (embed.fields?.length) {
    main.append(h("div", { class: "embed-fields" }, fieldRows(embed.fields).flatMap((row) => row.map((field) =>
      h("div", { class: "embed-field", style: { gridColumn: `span ${12 / row.length}` } },
        h("h4", {}, inline(field.name, names)), h("div", {}, markdown(field.value, names)))))));
  }
  if (embed.image?.url) main.append(picture(embed.image.url, "embed-image"));
  if (embed.footer?.text || embed.timestamp) {
    main.append(h("footer", { class: "embed-footer" }, [embed.footer?.text, embed.timestamp ? format(new Date(embed.timestamp), "f") : null].filter(Boolean).join(" • ")));
  }
  node.append(main);
  if (embed.thumbnail?.url) node.append(picture(embed.thumbnail.url, "embed-thumbnail"));
  return node;
}

/** Inline fields stand up to three in a row, others alone. */
function fieldRows(fields) {
  const rows = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

const maybeLink = (url, text) => (/^https?:/u.test(url ?? "") ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text) : text);

/** Pictures that the sandbox serves itself are shown; those elsewhere are named, as the page loads nothing from outside. */
export function picture(url, className, label = "Picture") {
  const address = new URL(url, location.href);
  if (address.origin === location.origin) return h("img", { src: address.href, alt: label, class: className, loading: "lazy" });
  return h("a", { class: `outside ${className}`, href: /^https?:$/u.test(address.protocol) ? address.href : null, target: "_blank", rel: "noopener noreferrer nofollow", title: url },
    `🖼 ${address.hostname || label}`);
}

function fileNode(file) {
  if (file.content_type?.startsWith("image/")) return picture(file.url, "attached-image", file.description ?? file.filename);
  return h("div", { class: "file" }, h("span", { "aria-hidden": "true" }, "📄"),
    h("div", {}, h("a", { href: file.url, download: file.filename, target: "_blank", rel: "noopener" }, file.filename), h("div", { class: "muted" }, size(file.size))));
}

const size = (bytes) => (bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function reactionBar(message, act) {
  return h("div", { class: "reactions" }, message.reactions.map((reaction) => h("button", {
    type: "button", class: reaction.me ? "reaction mine" : "reaction", "aria-pressed": String(Boolean(reaction.me)),
    "aria-label": `${reaction.emoji.name}: ${reaction.count}`, onclick: () => act.react(message, reaction.emoji, !reaction.me),
  }, reaction.emoji.id ? `:${reaction.emoji.name}:` : reaction.emoji.name, " ", h("span", {}, reaction.count))));
}

function onlyYou(message, act) {
  return h("div", { class: "only-you" }, h("span", { "aria-hidden": "true" }, "👁 "), "Only you can see this · ",
    h("button", { type: "button", class: "link", onclick: () => act.dismiss(message) }, "Dismiss message"));
}

function tools(message, act) {
  const own = message.author.id === state.view?.me.id;
  const ephemeral = isEphemeral(message);
  return h("div", { class: "tools", role: "group", "aria-label": "Message actions" },
    ephemeral ? null : h("button", { type: "button", title: "Add reaction", "aria-label": "Add reaction", onclick: (event) => act.pickReaction(message, event.currentTarget) }, "☺\uFE0E"),
    ephemeral ? null : h("button", { type: "button", title: "Reply", "aria-label": "Reply", onclick: () => act.reply(message) }, "↩\uFE0E"),
    ephemeral ? null : h("button", { type: "button", title: "Apps", "aria-label": "Apps for this message", onclick: () => act.apps(message) }, "⋯"),
    own || (!ephemeral && state.view?.me.manage_messages)
      ? h("button", { type: "button", class: "danger", title: "Delete", "aria-label": "Delete message", onclick: () => act.remove(message) }, "🗑") : null);
}
