// The control API, documented in docs/sandbox.md. `as` is the person on whose behalf everything here happens.

export const session = { as: read("as") ?? "owner", guild: read("guild"), channel: read("channel") };

export class ApiError extends Error {
  constructor(status, body) {
    super(sentence(body) ?? `The sandbox answered ${status}.`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
}

export function remember(name, value) {
  session[name] = value;
  try { sessionStorage.setItem(`sandbox.${name}`, value); } catch { /* private windows have no storage; the page works without */ }
}

function read(name) {
  try { return sessionStorage.getItem(`sandbox.${name}`); } catch { return null; }
}

export const get = (path, query) => call("GET", path, undefined, query);
export const post = (path, body, query) => call("POST", path, body ?? {}, query);
export const put = (path, body) => call("PUT", path, body ?? {});
export const del = (path) => call("DELETE", path);

/** Discord's own API, as the acting person instead of a bot. */
export const discord = (method, path, body) => call(method, `/as/${encodeURIComponent(session.as)}${path}`, body);

async function call(method, path, body, query) {
  const url = new URL(`/sandbox/api${path}`, location.href);
  url.searchParams.set("as", session.as);
  for (const [name, value] of Object.entries(query ?? {})) if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, value);
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, { message: "The sandbox does not answer. Is it still running?" });
  }
  const text = await response.text();
  let parsed = null;
  try { parsed = text === "" ? null : JSON.parse(text); } catch { parsed = { message: text.slice(0, 200) }; }
  if (!response.ok) throw new ApiError(response.status, parsed);
  return parsed;
}

function sentence(body) {
  if (!body?.message) return null;
  const first = firstFieldError(body.errors);
  return first ? `${body.message}: ${first}` : body.message;
}

function firstFieldError(errors) {
  if (!errors || typeof errors !== "object") return null;
  if (Array.isArray(errors._errors)) return errors._errors[0]?.message ?? null;
  for (const value of Object.values(errors)) {
    const found = firstFieldError(value);
    if (found) return found;
  }
  return null;
}

/** Live updates by server-sent events. The browser reconnects by itself; `onopen` then fetches what was missed. */
export function listen(guild, { onframe, onopen, onlost }) {
  const url = new URL("/sandbox/api/events", location.href);
  url.searchParams.set("as", session.as);
  url.searchParams.set("guild", guild);
  const source = new EventSource(url);
  source.onopen = onopen;
  source.onmessage = (event) => onframe(JSON.parse(event.data));
  source.onerror = onlost;
  return () => source.close();
}
