import { Client } from 'oceanic.js';

import { mark, member, message } from './meter.mjs';

const client = new Client({
  auth: 'Bot oceanic',
  gateway: { intents: ['GUILDS', 'GUILD_MEMBERS', 'GUILD_MESSAGES', 'MESSAGE_CONTENT'] },
  rest: { baseURL: `${process.argv[2]}/v10` },
});
client.on('error', (error) => console.error(error));
client.on('messageCreate', (e) => message(e.id, e.channelID, e.author.id, e.author.username, e.content));
client.on('guildMemberUpdate', (e) => member(e.id, e.roles, e.nick));
client.on('guildRoleCreate', (role) => mark(role.name));
await client.connect();
