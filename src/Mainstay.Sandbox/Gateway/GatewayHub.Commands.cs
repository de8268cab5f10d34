using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>What a bot asks of its session: presence, voice, members.</summary>
internal sealed partial class GatewayHub
{
    private void Obey(GatewaySession session, ClientMessage.Command command)
    {
        switch (command.Op)
        {
            case GatewayOp.RequestGuildMembers:
                RequestMembers(session, command.Data);
                break;
            case GatewayOp.PresenceUpdate:
                lock (_world.Gate)
                {
                    SetPresence(session, command.Data);
                }

                break;
            case GatewayOp.VoiceStateUpdate:
                lock (_world.Gate)
                {
                    SetVoice(session, command.Data);
                }

                break;
        }
    }

    private void SetPresence(GatewaySession session, JsonElement data)
    {
        var status = data.TryGetProperty("status", out var text) && text.GetString() is { Length: > 0 } sent ? sent : PresenceStatus.Online;
        var activities = data.TryGetProperty("activities", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(activity => Shown(activity.Deserialize<Activity>(SandboxJson.Options)!)).ToArray()
            : [];
        ShowPresence(session, status == PresenceStatus.Invisible ? PresenceStatus.Offline : status, activities);
    }

    private void ShowPresence(GatewaySession session, string status, IReadOnlyList<Activity> activities)
    {
        foreach (var guild in _world.GuildsOf(session.Bot).Where(guild => session.Owns(guild.Id)).ToArray())
        {
            var presence = new Presence
            {
                User = new PartialUser { Id = session.Bot },
                GuildId = guild.Id,
                Status = status,
                Activities = activities,
                ClientStatus = new ClientStatus { Web = status == PresenceStatus.Offline ? null : status },
            };
            if (status == PresenceStatus.Offline)
            {
                if (!guild.Presences.Remove(session.Bot))
                {
                    continue;
                }
            }
            else
            {
                guild.Presences[session.Bot] = presence;
            }

            _world.Raise(new WorldEvent(EventName.PresenceUpdate, guild.Id, null, null, presence));
        }
    }

    private Activity Shown(Activity activity) => activity with
    {
        Id = activity.Id ?? Chance.Hex(activity.Name)[..16],
        CreatedAt = activity.CreatedAt ?? _time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    // A bot that may not connect, or names what is not there, hears nothing, as on Discord.
    private void SetVoice(GatewaySession session, JsonElement data)
    {
        if (!data.TryGetProperty("guild_id", out var guildId) || !Id<Guild>.TryParse(guildId.GetString(), out var id)
            || _world.Guild(id) is not { IsUnavailable: false } guild || guild.Member(session.Bot) is not { } member)
        {
            return;
        }

        WorldChannel? channel = null;
        if (data.TryGetProperty("channel_id", out var channelId) && channelId.ValueKind == JsonValueKind.String
            && (!Id<Channel>.TryParse(channelId.GetString(), out var to) || !guild.Channels.TryGetValue(to, out channel)))
        {
            return;
        }

        try
        {
            guild.ConnectVoice(member, channel, Flag("self_mute"), Flag("self_deaf"));
        }
        catch (Refusal)
        {
            return;
        }

        if (channel is not null)
        {
            session.Dispatch("VOICE_SERVER_UPDATE", EventBytes.Serialise(new
            {
                token = Chance.Hex($"voice {session.Id}")[..16],
                guild_id = guild.Id,
                endpoint = new Uri(Url).Authority,
            }));
        }

        bool Flag(string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
    }
}
