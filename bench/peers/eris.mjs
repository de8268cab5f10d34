import Eris from 'eris';

import { mark, member, message } from './meter.mjs';

const client = new Eris('Bot eris', { intents: ['guilds', 'guildMembers', 'guildMessages', 'messageContent'], restMode: false });
// eris's REST client speaks https only; the gateway's address is all it would have asked for.
client.getBotGateway = async () => ({ url: process.argv[3], shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 } });
client.on('error', (error) => console.error(error));
client.on('messageCreate', (e) => message(e.id, e.channel.id, e.author.id, e.author.username, e.content));
client.on('guildMemberUpdate', (_, e) => member(e.id, e.roles, e.nick));
client.on('guildRoleCreate', (_, role) => mark(role.name));
await client.connect();
