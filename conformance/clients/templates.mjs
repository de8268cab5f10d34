// Servers as people really made them, seen by other people's clients.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { bot, expect, haveTemplates, startSandbox, templates, until } from '../sandbox.mjs';
import { connect as discordJs } from './discordjs.mjs';
import { connect as eris } from './eris.mjs';
import { connect as oceanic } from './oceanic.mjs';

const text = 0;
const first = (map) => until('the guild', () => [...map.values()][0]);

/** What each client calls the same things. `may` is its own reckoning, from what it cached. */
const clients = {
  'discord.js': async (sandbox) => {
    const client = await discordJs(sandbox);
    const guild = await first(client.guilds.cache);
    return {
      guild,
      roles: guild.roles.cache,
      channels: guild.channels.cache,
      members: guild.members.cache,
      fetchMembers: () => guild.members.fetch(),
      createRole: (name) => guild.roles.create({ name }),
      renameRole: (id, name) => guild.roles.edit(id, { name }).then(() => 0, (error) => error.code),
      may: (member, channel) => ({ see: channel.permissionsFor(member).has('ViewChannel'), send: channel.permissionsFor(member).has('SendMessages') }),
      close: () => client.destroy(),
    };
  },
  'oceanic.js': async (sandbox) => {
    const client = await oceanic(sandbox);
    const guild = await first(client.guilds);
    return {
      guild,
      roles: guild.roles,
      channels: guild.channels,
      members: guild.members,
      fetchMembers: () => guild.fetchMembers(),
      createRole: (name) => guild.createRole({ name }),
      renameRole: (id, name) => guild.editRole(id, { name }).then(() => 0, (error) => error.code),
      may: (member, channel) => ({ see: channel.permissionsOf(member).has('VIEW_CHANNEL'), send: channel.permissionsOf(member).has('SEND_MESSAGES') }),
      close: () => client.disconnect(false),
    };
  },
  eris: async (sandbox) => {
    const client = await eris(sandbox);
    const guild = await first(client.guilds);
    const rest = bot(sandbox);
    return {
      guild,
      roles: guild.roles,
      channels: guild.channels,
      members: guild.members,
      fetchMembers: () => guild.fetchAllMembers(30_000),
      createRole: (name) => rest('POST', `/guilds/${guild.id}/roles`, { name }),
      renameRole: (id, name) => rest('PATCH', `/guilds/${guild.id}/roles/${id}`, { name }).then(() => 0, (error) => error.code),
      may: (member, channel) => ({ see: channel.permissionsOf(member).has('viewChannel'), send: channel.permissionsOf(member).has('sendMessages') }),
      close: () => client.disconnect({ reconnect: false }),
    };
  },
};

export default async function run(report) {
  if (!haveTemplates()) return report.skip('real servers', `there is no ${templates}`);
  const files = readdirSync(templates).filter((file) => file.endsWith('.json'));
  await Promise.all(Object.entries(clients).map(async ([name, connect]) => {
    for (const file of files) await visit(report, `${name} on ${file}`, connect, join(templates, file));
  }));
}

async function visit(report, name, connect, file) {
  const sandbox = await startSandbox('--template', file);
  try {
    const client = await connect(sandbox);
    try {
      await report.step(name, () => look(client, sandbox));
    } finally {
      await client.close();
    }
  } finally {
    await sandbox.stop();
  }
}

async function look({ guild, roles, channels, members, fetchMembers, createRole, renameRole, may }, sandbox) {
  const view = (as) => sandbox.call('GET', `/guilds/${guild.id}/view?as=${as}`);
  const asOwner = await view('owner');
  expect(asOwner.roles.length > 5 && roles.size === asOwner.roles.length, `${roles.size} roles were cached of ${asOwner.roles.length}.`);
  expect(asOwner.channels.length > 5 && channels.size === asOwner.channels.length, `${channels.size} channels were cached of ${asOwner.channels.length}.`);

  await fetchMembers();
  expect(members.size === asOwner.guild.member_count, `${members.size} members were fetched of ${asOwner.guild.member_count}.`);

  const role = await createRole('Night watch');
  await until('the role', () => roles.has(role.id));
  const code = await renameRole(asOwner.roles[0].id, 'Mine now');
  expect(code === 50013, `The highest role could be renamed: expected 50013, got ${code}.`);

  // Channels that the bot may not see come without names and overwrites, until the owner opens them to it.
  const own = asOwner.roles.find((one) => one.managed);
  await sandbox.call('PATCH', `/as/owner/guilds/${guild.id}/roles/${own.id}`, { permissions: '8' });
  await until('the channels to show themselves', () => asOwner.channels.every(({ id, name }) => channels.get(id).name === name));

  // What the client reckons that people may, against what the sandbox lets them.
  const people = [...members.values()].filter((_, i) => i % 12 === 0);
  for (const person of people) {
    const seen = new Map((await view(person.id)).channels.map((channel) => [channel.id, channel]));
    for (const { id, name, type } of asOwner.channels) {
      const mine = may(person, channels.get(id));
      expect(mine.see === seen.has(id), `${person.id} sees #${name}: ${seen.has(id)}, by the client's reckoning ${mine.see}.`);
      if (mine.see && type === text) expect(mine.send === seen.get(id).can_send, `${person.id} may write in #${name}: ${seen.get(id).can_send}, by the client's reckoning ${mine.send}.`);
    }
  }
}
