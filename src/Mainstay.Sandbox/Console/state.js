// What the page knows. People are kept as they come by; a large server never comes whole.

export const state = {
  info: null,
  guild: null,
  view: null,
  channel: null,
  people: new Map(),
  panel: "members",
  interactions: new Map(),
};

export const names = {
  person: (id) => state.people.get(id),
  role: (id) => state.view?.roles.find((role) => role.id === id),
  channel: (id) => state.view?.channels.find((channel) => channel.id === id),
};

export function learn(people) {
  for (const person of Object.values(people ?? {})) state.people.set(person.id, person);
}

/** A person's permission in the server, by Discord's bit. */
export function may(bit) {
  const permissions = BigInt(state.view?.me.permissions ?? "0");
  return (permissions & (1n << 3n)) !== 0n || (permissions & (1n << BigInt(bit))) !== 0n;
}

export const PERMISSION_BITS = { kick: 1, ban: 2, channels: 4, nicknames: 27, roles: 28 };
