// What a person is typing after "/": which command, which option, and what could come next. No page, no network: text in, suggestions out.

const SUB = 1;
const GROUP = 2;

/** Every command path a person can use, flat: "repair staff-roles" with its own options. */
export function paths(commands) {
  const out = [];
  for (const command of commands.filter((one) => (one.type ?? 1) === 1)) {
    const walk = (name, node) => {
      const subs = (node.options ?? []).filter((option) => option.type === SUB || option.type === GROUP);
      if (subs.length === 0) out.push({ name, command, description: node.description, options: node.options ?? [] });
      for (const sub of subs) walk(`${name} ${sub.name}`, sub);
    };
    walk(command.name, command);
  }
  return out.sort((a, b) => a.name.localeCompare(b.name));
}

/** The path that the text has chosen, longest first; null while it is still being typed. */
export function chosenPath(text, all) {
  const body = text.slice(1);
  return all.filter((path) => body === path.name || body.startsWith(`${path.name} `)).sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** Splits "user:@Anna K dry-run:True" into values by option. A value runs until the next option's name. */
export function values(text, path) {
  const out = [];
  const rest = text.slice(1 + path.name.length);
  const names = path.options.map((option) => option.name).sort((a, b) => b.length - a.length);
  if (names.length === 0) return { given: out, rest: rest.trim() };
  const pattern = new RegExp(`(^|\\s)(${names.map(escape).join("|")}):`, "gu");
  const marks = [...rest.matchAll(pattern)].filter((mark, index, every) => every.findIndex((other) => other[2] === mark[2]) === index);
  marks.forEach((mark, index) => {
    const from = mark.index + mark[0].length;
    const to = marks[index + 1]?.index ?? rest.length;
    out.push({ option: path.options.find((option) => option.name === mark[2]), value: rest.slice(from, to), from: 1 + path.name.length + from, to: 1 + path.name.length + to });
  });
  return { given: out, rest: (marks.length ? rest.slice(0, marks[0].index) : rest).trim() };
}

const escape = (name) => name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** Where the caret is: choosing a command, choosing an option, or filling one in. */
export function situation(text, caret, all) {
  const path = chosenPath(text, all);
  if (!path || caret <= path.name.length + 1) return { kind: "command", query: text.slice(1, caret) };
  const { given, rest } = values(text, path);
  const current = given.find((one) => caret >= one.from && caret <= one.to);
  const left = path.options.filter((option) => !given.some((one) => one.option === option));
  const tail = /(?:^|\s)([^\s:]*)$/u.exec(text.slice(0, caret))?.[1] ?? "";
  // A blank after a finished value means: the next option, unless a value may contain blanks and goes on.
  if (current && !(text.slice(current.from, caret).endsWith(" ") && current.value.trim() !== "")) {
    return { kind: "value", path, given, current, query: text.slice(current.from, caret), left };
  }
  return { kind: "option", path, given, left, query: current ? "" : tail, rest, missing: left.filter((option) => option.required) };
}

const score = (name, query) => (query === "" ? 1 : name.startsWith(query) ? 3 : name.includes(` ${query}`) ? 2 : name.includes(query) ? 1 : 0);

export function matchingPaths(all, query) {
  const wanted = query.toLowerCase().trim();
  return all.map((path) => ({ path, score: score(path.name.toLowerCase(), wanted) })).filter((one) => one.score > 0).sort((a, b) => b.score - a.score).map((one) => one.path);
}

export const TYPE_NAMES = { 3: "Text", 4: "Whole number", 5: "True or false", 6: "User", 7: "Channel", 8: "Role", 9: "User or role", 10: "Number", 11: "File" };
