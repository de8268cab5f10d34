import { Client, GatewayIntentBits } from 'discord.js';

import { mark, member, message } from './meter.mjs';

const { Guilds, GuildMembers, GuildMessages, MessageContent } = GatewayIntentBits;
const client = new Client({ intents: [Guilds, GuildMembers, GuildMessages, MessageContent], rest: { api: process.argv[2] } });
client.on('error', (error) => console.error(error));
client.on('messageCreate', (e) => message(e.id, e.channelId, e.author.id, e.author.username, e.content));
client.on('guildMemberUpdate', (_, e) => member(e.id, e._roles, e.nickname));
client.on('roleCreate', (role) => mark(role.name));
await client.login('discordjs');
