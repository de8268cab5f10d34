using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Who is in which voice channel. No sound is carried; states and events are.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>A member joins or changes voice channel, or leaves with null.</summary>
    public void ConnectVoice(WorldMember member, WorldChannel? channel, bool selfMute = false, bool selfDeaf = false)
    {
        if (channel is null)
        {
            Disconnect(member.Id);
            return;
        }

        if (!IsVocal(channel.Type))
        {
            throw Refusals.WrongChannelType;
        }

        if (!PermissionsIn(member, channel).HasFlag(Permissions.ViewChannel | Permissions.Connect))
        {
            throw Refusal.MissingPermissions();
        }

        Place(member, channel, selfMute, selfDeaf);
    }

    /// <summary>Someone's voice state as GET and the events show it.</summary>
    public VoiceState? VoiceStateOf(Id<User> user) => VoiceStates.GetValueOrDefault(user);

    private void RequireForVoice(Permissions permissions, WorldMember member, MemberDraft draft)
    {
        var needed = (draft.Mute.HasValue ? Permissions.MuteMembers : 0) | (draft.Deaf.HasValue ? Permissions.DeafenMembers : 0)
            | (draft.VoiceChannel.HasValue ? Permissions.MoveMembers : 0);
        if ((permissions & needed) != needed)
        {
            throw Refusal.MissingPermissions();
        }

        if (needed != 0 && !VoiceStates.ContainsKey(member.Id))
        {
            throw Refusals.NotInVoice;
        }

        if (draft.VoiceChannel.OrDefault() is { } to && !IsVocal((Channels.GetValueOrDefault(to) ?? throw Refusals.UnknownChannel).Type))
        {
            throw Refusals.WrongChannelType;
        }
    }

    private void MoveVoice(Act act, WorldMember member, Id<Channel>? to)
    {
        if (to is { } id)
        {
            if (VoiceStates[member.Id].ChannelId == id)
            {
                return;
            }

            Place(member, Channels[id], VoiceStates[member.Id].SelfMute, VoiceStates[member.Id].SelfDeaf);
            Log(act, AuditLogEvent.MemberMove, null, null, new AuditLogOptions { ChannelId = id, Count = "1" });
        }
        else
        {
            Disconnect(member.Id);
            Log(act, AuditLogEvent.MemberDisconnect, null, null, new AuditLogOptions { Count = "1" });
        }
    }

    private void Place(WorldMember member, WorldChannel channel, bool selfMute, bool selfDeaf)
    {
        var state = new VoiceState
        {
            GuildId = new(Id),
            ChannelId = channel.Id,
            UserId = member.Id,
            Member = member.ToModel(),
            SessionId = VoiceStates.GetValueOrDefault(member.Id)?.SessionId ?? World.Hash(),
            Deaf = member.IsDeaf,
            Mute = member.IsMute,
            SelfDeaf = selfDeaf,
            SelfMute = selfMute,
            SelfVideo = false,
            SelfStream = new(false),
            Suppress = channel.Type == ChannelType.GuildStageVoice,
            RequestToSpeakTimestamp = null,
        };
        VoiceStates[member.Id] = state;
        World.Raise(new WorldEvent("VOICE_STATE_UPDATE", Id, null, null, state));
    }

    private void Disconnect(Id<User> user)
    {
        if (VoiceStates.Remove(user, out var state))
        {
            World.Raise(new WorldEvent("VOICE_STATE_UPDATE", Id, null, null, state with { ChannelId = null, Suppress = false, Member = Member(user)?.ToModel() }));
        }
    }
}
