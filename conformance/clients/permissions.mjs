// Our permission maths against discord.js's and oceanic.js's, on the random cases that Mainstay.Discord.Tests wrote down.
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { Client, PermissionsBitField } from 'discord.js';
import { Client as OceanicClient, Guild as OceanicGuild, AllPermissions } from 'oceanic.js';

const wantedCases = 10_000;

const role = (one) => ({
  id: one.id, name: one.id, permissions: one.permissions, position: one.position, color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false, managed: false, mentionable: false, icon: null, unicode_emoji: null, flags: 0,
});
const user = (id) => ({ id, username: `user${id}`, discriminator: '0', global_name: null, avatar: null, bot: false, public_flags: 0 });
const guildData = (test) => ({
  id: test.guild.id, name: 'case', owner_id: test.guild.owner_id, roles: test.guild.roles.map(role), emojis: [], stickers: [], features: [], icon: null, splash: null, banner: null,
  description: null, discovery_splash: null, afk_channel_id: null, afk_timeout: 300, system_channel_id: null, system_channel_flags: 0, verification_level: 0, default_message_notifications: 0,
  explicit_content_filter: 0, mfa_level: 0, premium_tier: 0, preferred_locale: 'en-US', rules_channel_id: null, public_updates_channel_id: null, safety_alerts_channel_id: null, nsfw_level: 0,
  premium_progress_bar_enabled: false, vanity_url_code: null, member_count: 1, joined_at: '2020-01-01T00:00:00+00:00', large: false, unavailable: false,
  channels: [], threads: [], members: [], presences: [], voice_states: [], stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [],
});
const memberData = (test) => ({
  user: user(test.member.user_id), roles: test.member.roles, joined_at: '2020-01-01T00:00:00+00:00', deaf: false, mute: false, flags: 0, nick: null, avatar: null, banner: null,
  pending: false, premium_since: null, communication_disabled_until: null,
});
const channelData = (test) => ({
  id: test.channel.id, guild_id: test.guild.id, type: test.channel.type, name: 'case', position: 0, parent_id: null, topic: null, nsfw: false, rate_limit_per_user: 0,
  permission_overwrites: test.channel.permission_overwrites, last_message_id: null, flags: 0, bitrate: 64000, user_limit: 0, rtc_region: null,
});

function discordJs(client, test) {
  client.guilds.cache.clear();
  client.channels.cache.clear(); // a cached channel would keep the guild of the case before
  const guild = client.guilds._add(guildData(test));
  const member = guild.members._add(memberData(test));
  const channel = client.channels._add(channelData(test), guild);
  // It keeps an administrator's own bits here, and lets them have everything only when asked about one.
  const base = member.permissions.has('Administrator') ? PermissionsBitField.All : member.permissions.bitfield;
  return { base, channel: channel.permissionsFor(member).bitfield };
}

function oceanic(client, test) {
  const guild = new OceanicGuild({ ...guildData(test), channels: [channelData(test)], members: [memberData(test)] }, client);
  client.guilds.set(guild.id, guild);
  const member = guild.members.get(test.member.user_id);
  const channel = guild.channels.get(test.channel.id);
  const result = { base: member.permissions.allow, channel: channel.permissionsOf(member).allow };
  client.guilds.delete(guild.id);
  return result;
}

export default async function run(report, traffic) {
  const file = join(traffic, 'permissions.jsonl');
  if (!existsSync(file)) return report.skip('permission maths', 'Mainstay.Discord.Tests wrote no cases (./test lets it do so)');

  const clients = {
    'discord.js': { known: PermissionsBitField.All, of: discordJs.bind(null, new Client({ intents: [] })) },
    // Its "all" is every bit below 2^54, named or not.
    'oceanic.js': { known: AllPermissions & PermissionsBitField.All, of: oceanic.bind(null, new OceanicClient({ auth: 'Bot none' })) },
  };
  const faults = { 'discord.js': [], 'oceanic.js': [] };
  let cases = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line) continue;
    const test = JSON.parse(line);
    cases++;
    for (const [name, { known, of }] of Object.entries(clients)) {
      const theirs = of(test);
      for (const place of ['base', 'channel']) {
        const ours = BigInt(test[place === 'base' ? 'base' : 'in_channel']) & known;
        if ((theirs[place] & known) !== ours) {
          faults[name].push(`case ${cases} (${test.kind}), ${place}: ours ${ours}, theirs ${theirs[place] & known}, differing ${ours ^ (theirs[place] & known)}`);
        }
      }
    }
  }
  for (const name of Object.keys(clients)) report.check(`permission maths agrees with ${name} on ${cases} random cases`, faults[name]);
  report.check(`there are at least ${wantedCases} cases`, cases >= wantedCases ? [] : [`only ${cases}`]);
}
