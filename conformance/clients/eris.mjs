// eris, unmodified, on the gateway only: its REST client speaks https and nothing else.
import Eris from 'eris';

import { bot, expect, startSandbox, token, until } from '../sandbox.mjs';

export async function connect(sandbox) {
  const client = new Eris(`Bot ${token}`, { intents: ['all'], restMode: false });
  const { url } = await (await fetch(`${sandbox.api}/v10/gateway/bot`, { headers: { authorization: `Bot ${token}` } })).json();
  client.getBotGateway = async () => ({ url, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 } });
  client.on('error', () => {});
  const ready = new Promise((resolve) => client.once('ready', resolve));
  await client.connect();
  await ready;
  return client;
}

export default async function run(report) {
  const sandbox = await startSandbox('--scenario', 'law-firm', '--profile', 'discord');
  const client = await connect(sandbox);
  const rest = bot(sandbox);
  try {
    const guild = await until('the guild', () => [...client.guilds.values()][0]);
    const step = (name, action) => report.step(`eris ${name}`, action);

    await step('logs in and caches the guild', () => {
      expect(guild.roles.size > 5 && guild.channels.size > 5, 'The guild came without roles or channels.');
    });
    await step('fetches all members', async () => {
      await guild.fetchAllMembers(30_000);
      expect(guild.members.size === guild.memberCount && guild.members.size > 1000, `Fetched ${guild.members.size} of ${guild.memberCount}.`);
    });
    await step('sees roles and channels come, change and go', async () => {
      const role = await rest('POST', `/guilds/${guild.id}/roles`, { name: 'Night watch' });
      await until('the role', () => guild.roles.has(role.id));
      await rest('PATCH', `/guilds/${guild.id}/roles/${role.id}`, { name: 'Day watch' });
      await until('the new name', () => guild.roles.get(role.id).name === 'Day watch');
      await rest('DELETE', `/guilds/${guild.id}/roles/${role.id}`);
      await until('the role to go', () => !guild.roles.has(role.id));
      const channel = await rest('POST', `/guilds/${guild.id}/channels`, { name: 'night-desk', type: 0 });
      await until('the channel', () => guild.channels.has(channel.id));
      await rest('DELETE', `/channels/${channel.id}`);
      await until('the channel to go', () => !guild.channels.has(channel.id));
    });
    await step('sees a ban and its end', async () => {
      const seen = [];
      client.on('guildBanAdd', () => seen.push('add')).on('guildBanRemove', () => seen.push('remove'));
      const target = [...guild.members.values()].find((member) => member.roles.length === 0 && !member.bot && member.id !== guild.ownerID);
      await rest('PUT', `/guilds/${guild.id}/bans/${target.id}`, {});
      await rest('DELETE', `/guilds/${guild.id}/bans/${target.id}`);
      await until('both events', () => seen.join() === 'add,remove');
    });
    await step('is disconnected and resumes', async () => {
      const resumed = new Promise((resolve) => client.once('shardResume', resolve));
      await sandbox.call('POST', '/gateway/drop', {});
      await resumed;
      const role = await rest('POST', `/guilds/${guild.id}/roles`, { name: 'After the resume' });
      await until('events to flow again', () => guild.roles.has(role.id));
    });
  } finally {
    client.disconnect({ reconnect: false });
    await sandbox.stop();
  }
}
