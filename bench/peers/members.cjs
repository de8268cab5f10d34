// Reads one array of members per line, puts them into the cache of a client that other people wrote, and prints how many bytes the heap grew.
const { createRequire } = require('node:module');
const path = require('node:path');
const readline = require('node:readline');

const peer = process.argv[2];
const load = createRequire(path.join(process.argv[3], 'package.json'));
const guild = { id: '1', name: 'Bench', roles: [], channels: [], emojis: [], stickers: [], features: [], members: [], voice_states: [], presences: [], threads: [] };

const caches = {
  eris: () => {
    const { Client, Guild } = load('eris');
    const client = new Client('Bot none', { gateway: { intents: [] } });
    const cached = client.guilds.add(new Guild(guild, client));
    cached.shard = { id: 0, client };
    global.kept = [client, cached];
    return (member) => cached.members.add({ ...member, id: member.user.id }, cached);
  },
  'discord.js': () => {
    const { Client } = load('discord.js');
    const client = new Client({ intents: [] });
    const cached = client.guilds._add(guild);
    global.kept = [client, cached];
    return (member) => cached.members._add(member);
  },
};

(async () => {
  const add = caches[peer]();
  const used = () => {
    for (let i = 0; i < 4; i++) global.gc();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    for (const member of JSON.parse(line)) add(member);
  }
  process.stdout.write(String(used() - before));
  process.exit(0);
})();
