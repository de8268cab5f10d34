// What every client folds the same fields into (Mainstay.Bench/Events/Checksum.cs does the same), and how a burst is timed.
let value = 0;
let events = 0;
let cpu;
let wall;

const add = (number) => { value = (Math.imul(value, 31) + number) | 0; };
const id = (text) => (text.charCodeAt(text.length - 1) - 48) * 10 + (text.charCodeAt(text.length - 2) - 48);
const textOf = (text) => (text.length === 0 ? 1 : text.length * 131 + text.charCodeAt(0) * 7 + text.charCodeAt(text.length - 1));

export function message(messageId, channelId, authorId, name, content) {
  events++;
  add(id(messageId));
  add(id(channelId));
  add(id(authorId));
  add(textOf(name));
  add(textOf(content));
}

export function member(userId, roles, nick) {
  events++;
  add(id(userId));
  for (const role of roles) add(id(role));
  add(nick === null || nick === undefined ? 0 : textOf(nick));
}

export function mark(name) {
  if (name === 'begin') {
    value = 0;
    events = 0;
    wall = process.hrtime.bigint();
    cpu = process.cpuUsage();
    return;
  }
  const used = process.cpuUsage(cpu);
  const elapsed = Number((process.hrtime.bigint() - wall) / 1000n);
  console.log(JSON.stringify({ checksum: value >>> 0, events, cpu: used.user + used.system, wall: elapsed }));
}
