// discord.js, unmodified, pointed at the sandbox.
import { ChannelType, Client, Events, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';

import { expect, startSandbox, token, until } from '../sandbox.mjs';

const intents = Object.values(GatewayIntentBits).filter((bit) => typeof bit === 'number');

export async function connect(sandbox) {
  const client = new Client({ intents, rest: { api: sandbox.api } });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
  return client;
}

export default async function run(report) {
  const sandbox = await startSandbox('--scenario', 'law-firm', '--profile', 'discord');
  const client = await connect(sandbox);
  const limited = [];
  client.rest.on('rateLimited', (info) => limited.push(info));
  try {
    const guild = client.guilds.cache.first();
    const step = (name, action) => report.step(`discord.js ${name}`, action);

    await step('logs in and caches the guild', () => {
      expect(guild.available && guild.roles.cache.size > 5 && guild.channels.cache.size > 5, 'The guild came without roles or channels.');
    });
    await step('fetches all members', async () => {
      const members = await guild.members.fetch();
      expect(members.size === guild.memberCount && members.size > 1000, `Fetched ${members.size} of ${guild.memberCount}.`);
    });
    await step('creates, edits and deletes a role', async () => {
      const role = await guild.roles.create({ name: 'Night watch', permissions: [PermissionFlagsBits.ViewChannel], reason: 'conformance' });
      await role.edit({ name: 'Day watch', colors: { primaryColor: 0x3366ff }, hoist: true });
      await until('the edit', () => guild.roles.cache.get(role.id).name === 'Day watch');
      await role.delete('conformance');
      await until('the role to go', () => !guild.roles.cache.has(role.id));
    });
    await step('creates, edits and deletes a channel', async () => {
      const category = await guild.channels.create({ name: 'Night shift', type: ChannelType.GuildCategory });
      const channel = await guild.channels.create({ name: 'night-desk', type: ChannelType.GuildText, parent: category.id, topic: 'Quiet hours' });
      await channel.edit({ topic: 'Very quiet hours', rateLimitPerUser: 5 });
      await channel.permissionOverwrites.edit(guild.roles.everyone, { SendMessages: false });
      expect(channel.topic === 'Very quiet hours', 'The edit did not arrive.');
      await channel.delete();
      await category.delete();
      await until('the channels to go', () => !guild.channels.cache.has(channel.id) && !guild.channels.cache.has(category.id));
    });
    await step('bans and unbans', async () => {
      const me = guild.members.me;
      const target = guild.members.cache.find((member) => member.bannable && member.roles.cache.size <= 2 && member.id !== me.id);
      await guild.bans.create(target.id, { reason: 'conformance', deleteMessageSeconds: 60 });
      await until('the member to leave', () => !guild.members.cache.has(target.id));
      const ban = await guild.bans.fetch(target.id);
      expect(ban.reason === 'conformance', `The ban's reason is '${ban.reason}'.`);
      await guild.bans.remove(target.id, 'conformance');
      expect(!(await guild.bans.fetch()).has(target.id), 'The ban is still there.');
    });
    await step('hits a permission error', async () => {
      const above = guild.roles.cache.sort((a, b) => b.position - a.position).find((role) => role.position > guild.members.me.roles.highest.position);
      const code = await above.setName('Mine now').then(() => 0, (error) => error.code);
      expect(code === 50013, `Expected 50013, got ${code}.`);
    });
    await step('hits a rate limit and recovers', async () => {
      const channel = guild.channels.cache.find((one) => one.type === ChannelType.GuildText && one.permissionsFor(guild.members.me).has(['ViewChannel', 'SendMessages']));
      const sent = await Promise.all(Array.from({ length: 8 }, (_, i) => channel.send(`Message ${i}`)));
      expect(new Set(sent.map((message) => message.id)).size === 8, 'Not every message was sent.');
      expect(limited.length > 0, 'No limit was met.');
    });
    await step('is disconnected and resumes', async () => {
      const resumed = new Promise((resolve) => client.once(Events.ShardResume, (_, replayed) => resolve(replayed)));
      await sandbox.call('POST', '/gateway/drop', {});
      await resumed;
      const role = await guild.roles.create({ name: 'After the resume' });
      await until('events to flow again', () => guild.roles.cache.has(role.id));
      await role.delete();
    });
    await step('answers a command that a person uses', async () => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isChatInputCommand() && interaction.commandName === 'hello') return interaction.reply(`Hello ${interaction.options.getString('name')}`);
      });
      await guild.commands.create({ name: 'hello', description: 'Says hello', options: [{ type: 3, name: 'name', description: 'To whom', required: true }] });
      const { code, out } = await sandbox.exec('owner', '/hello name:Ada');
      expect(code === 0 && out.includes('Hello Ada'), `exec ended with ${code}: ${out}`);
    });
    await step('creates, reads, edits and deletes commands, global and of the guild', async () => {
      const place = { 'of the guild': guild.commands, global: client.application.commands };
      for (const [name, commands] of Object.entries(place)) {
        const made = await commands.create({ name: 'watch', description: 'Who watches' });
        expect((await commands.fetch()).has(made.id), `The command ${name} is not listed.`);
        expect((await commands.fetch(made.id, { force: true })).name === 'watch', `The command ${name} has another name.`);
        await commands.edit(made.id, { description: 'Who watches tonight' });
        await commands.delete(made.id);
        const set = await commands.set([{ name: 'watch', description: 'Who watches' }]);
        expect(set.size === 1, `${set.size} commands ${name} were set.`);
      }
    });
    await step("hears of a command's permissions", async () => {
      const [command] = (await guild.commands.fetch()).values();
      const heard = new Promise((resolve) => client.once(Events.ApplicationCommandPermissionsUpdate, resolve));
      const permissions = [{ id: guild.id, type: 1, permission: false }];
      await sandbox.call('PUT', `/guilds/${guild.id}/commands/${command.id}/permissions?as=owner`, { permissions });
      expect((await heard).permissions.length === 1, 'The event tells no permission.');
      expect((await guild.commands.permissions.fetch({ command: command.id })).length === 1, 'The command has no permissions.');
      expect((await guild.commands.permissions.fetch()).has(command.id), 'The list has no permissions for it.');
    });
    await step('hears of people who join, and of presences', async () => {
      const joined = new Promise((resolve) => client.once(Events.GuildMemberAdd, resolve));
      await sandbox.call('POST', `/guilds/${guild.id}/join?as=owner`, { name: 'Newcomer' });
      expect((await joined).displayName === 'Newcomer', 'Somebody else joined.');
      const shown = new Promise((resolve) => client.once(Events.PresenceUpdate, (_, now) => resolve(now)));
      client.user.setStatus('idle');
      expect((await shown).status === 'idle', 'The presence is another.');
    });
    await step("hears of a rule's action", async () => {
      const rule = await guild.autoModerationRules.create({ name: 'No whistling', eventType: 1, triggerType: 1, triggerMetadata: { keywordFilter: ['whistle'] }, actions: [{ type: 1 }], enabled: true });
      const acted = new Promise((resolve) => client.once(Events.AutoModerationActionExecution, resolve));
      const channel = (await sandbox.call('GET', `/guilds/${guild.id}/view?as=member`)).channels.find((one) => one.type === ChannelType.GuildText && one.can_send);
      await sandbox.call('POST', `/as/member/channels/${channel.id}/messages`, { content: 'whistle' }).catch(() => {});
      expect((await acted).ruleId === rule.id, 'Another rule acted.');
    });
    await step('joins a voice channel', async () => {
      const server = new Promise((resolve) => client.on(Events.Raw, (packet) => packet.t === 'VOICE_SERVER_UPDATE' && resolve(packet.d)));
      const voice = guild.channels.cache.find((one) => one.type === ChannelType.GuildVoice && one.permissionsFor(guild.members.me).has(['ViewChannel', 'Connect']));
      guild.shard.send({ op: 4, d: { guild_id: guild.id, channel_id: voice.id, self_mute: false, self_deaf: false } });
      expect((await server).guild_id === guild.id, 'The voice server is for another guild.');
      await until('the state', () => guild.members.me.voice.channelId === voice.id);
    });
    await step('is refused the whole member list twice in 30 seconds', async () => {
      const limit = new Promise((resolve) => client.on(Events.Raw, (packet) => packet.t === 'RATE_LIMITED' && resolve(packet.d)));
      for (const nonce of ['first', 'second']) guild.shard.send({ op: 8, d: { guild_id: guild.id, query: '', limit: 0, nonce } });
      const { opcode, retry_after: seconds } = await limit;
      expect(opcode === 8 && seconds > 0 && seconds <= 30, `opcode ${opcode}, ${seconds} s.`);
    });
  } finally {
    await client.destroy();
    await sandbox.stop();
  }
}
