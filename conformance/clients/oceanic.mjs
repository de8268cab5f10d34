// oceanic.js, unmodified, pointed at the sandbox.
import { ChannelTypes, Client } from 'oceanic.js';

import { expect, startSandbox, token, until } from '../sandbox.mjs';

export async function connect(sandbox) {
  const client = new Client({ auth: `Bot ${token}`, gateway: { intents: ['ALL'], getAllUsers: false }, rest: { baseURL: `${sandbox.api}/v10` } });
  client.on('error', () => {});
  const ready = new Promise((resolve) => client.once('ready', resolve));
  await client.connect();
  await ready;
  return client;
}

export default async function run(report) {
  const sandbox = await startSandbox('--scenario', 'law-firm', '--profile', 'discord');
  const client = await connect(sandbox);
  try {
    const guild = await until('the guild', () => [...client.guilds.values()][0]);
    const step = (name, action) => report.step(`oceanic.js ${name}`, action);
    const me = () => guild.clientMember;

    await step('logs in and caches the guild', () => {
      expect(guild.roles.size > 5 && guild.channels.size > 5, 'The guild came without roles or channels.');
    });
    await step('fetches all members', async () => {
      await guild.fetchMembers();
      expect(guild.members.size === guild.memberCount && guild.members.size > 1000, `Fetched ${guild.members.size} of ${guild.memberCount}.`);
    });
    await step('creates, edits and deletes a role', async () => {
      const role = await guild.createRole({ name: 'Night watch', reason: 'conformance' });
      await until('the role', () => guild.roles.has(role.id));
      await guild.editRole(role.id, { name: 'Day watch', hoist: true });
      await until('the edit', () => guild.roles.get(role.id).name === 'Day watch');
      await guild.deleteRole(role.id, 'conformance');
      await until('the role to go', () => !guild.roles.has(role.id));
    });
    await step('creates, edits and deletes a channel', async () => {
      const channel = await guild.createChannel(ChannelTypes.GUILD_TEXT, { name: 'night-desk', topic: 'Quiet hours' });
      await channel.edit({ topic: 'Very quiet hours' });
      await channel.editPermission(guild.id, { type: 0, deny: 2048n, allow: 0n });
      await until('the edit', () => guild.channels.get(channel.id)?.topic === 'Very quiet hours');
      await channel.delete();
      await until('the channel to go', () => !guild.channels.has(channel.id));
    });
    await step('bans and unbans', async () => {
      const target = [...guild.members.values()].find((member) => member.roles.length === 0 && !member.bot && member.id !== guild.ownerID);
      await guild.createBan(target.id, { reason: 'conformance', deleteMessageSeconds: 60 });
      await until('the member to leave', () => !guild.members.has(target.id));
      expect((await guild.getBan(target.id)).reason === 'conformance', 'The reason is lost.');
      await guild.removeBan(target.id, 'conformance');
    });
    await step('hits a permission error', async () => {
      const highest = Math.max(...me().roles.map((id) => guild.roles.get(id).position));
      const above = [...guild.roles.values()].find((role) => role.position > highest);
      const code = await guild.editRole(above.id, { name: 'Mine now' }).then(() => 0, (error) => error.code);
      expect(code === 50013, `Expected 50013, got ${code}.`);
    });
    await step('hits a rate limit and recovers', async () => {
      const channel = [...guild.channels.values()].find((one) => one.type === ChannelTypes.GUILD_TEXT && one.permissionsOf(me()).has('VIEW_CHANNEL', 'SEND_MESSAGES'));
      const started = Date.now();
      const sent = await Promise.all(Array.from({ length: 8 }, (_, i) => channel.createMessage({ content: `Message ${i}` })));
      expect(new Set(sent.map((message) => message.id)).size === 8, 'Not every message was sent.');
      expect(Date.now() - started > 1000, 'No limit was met.');
    });
    await step('is disconnected and resumes', async () => {
      const resumed = new Promise((resolve) => client.once('shardResume', resolve));
      await sandbox.call('POST', '/gateway/drop', {});
      await resumed;
      const role = await guild.createRole({ name: 'After the resume' });
      await until('events to flow again', () => guild.roles.has(role.id));
      await guild.deleteRole(role.id);
    });
    await step('answers a command that a person uses', async () => {
      client.on('interactionCreate', (interaction) => {
        if (interaction.data.name === 'hello') return interaction.createMessage({ content: `Hello ${interaction.data.options.getString('name')}` });
      });
      await client.application.createGuildCommand(guild.id, { type: 1, name: 'hello', description: 'Says hello', options: [{ type: 3, name: 'name', description: 'To whom', required: true }] });
      const { code, out } = await sandbox.exec('owner', '/hello name:Ada');
      expect(code === 0 && out.includes('Hello Ada'), `exec ended with ${code}: ${out}`);
    });
  } finally {
    client.disconnect(false);
    await sandbox.stop();
  }
}
