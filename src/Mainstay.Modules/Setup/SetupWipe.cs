using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Setup;

/// <summary>The destructive choice: channels and roles that the template does not have are deleted.</summary>
internal static class SetupWipe
{
    public static IEnumerable<Change> Plan(Planning<SetupInput> planning, SetupWork work)
    {
        var image = planning.Image;
        var keptChannels = work.Match.Channels.Values.Select(c => c.Id).Append(planning.Input.Here).ToHashSet();
        var keptRoles = work.Match.Roles.Values.Select(r => r.Id).ToHashSet();
        var changes = new List<Change>();
        var hidden = 0;

        // Categories last: what is in them goes first, and a category that still holds something kept stays.
        foreach (var channel in image.Channels.Where(c => !keptChannels.Contains(c.Id)).OrderBy(c => c.Type == ChannelType.GuildCategory).ThenBy(c => c.Id))
        {
            if (GuildImage.IsHidden(channel))
            {
                hidden++;
                continue;
            }

            if (image.Guild is { } guild && (guild.RulesChannelId == channel.Id || guild.PublicUpdatesChannelId == channel.Id) && work.Shape.IsCommunity)
            {
                work.Note(new Finding("setup.community-channel", Severity.Info, Target.Channel(channel.Id), $"{Mention.Channel(channel.Id)} stays: a community server needs its rules and updates channels."));
                continue;
            }

            if (work.Protected.Has(channel.Id))
            {
                work.NoteProtected(channel.Id);
                continue;
            }

            if (channel.Type == ChannelType.GuildCategory
                && image.Channels.Any(c => c.ParentId.OrDefault() == channel.Id && (GuildImage.IsHidden(c) || c.Id == planning.Input.Here || work.Protected.Has(c.Id))))
            {
                continue;
            }

            work.Wiped.Add(channel.Id.Value);
            changes.Add(new ChannelChange { Channel = channel.Id, Before = ObjectStates.Whole(image, channel), Reason = work.Reason, Risk = Risk.Destructive });
        }

        if (hidden > 0)
        {
            var which = hidden == 1 ? "A channel that Mainstay may not view stays, because nothing is known of it." : $"{hidden} channels that Mainstay may not view stay, because nothing is known of them.";
            work.Note(new Finding("setup.hidden", Severity.Warning, Target.Guild(image.Id), which));
        }

        if (!work.Match.Channels.Values.Any(c => c.Id == planning.Input.Here) && image.Channels.Find(planning.Input.Here) is not null)
        {
            work.Note(new Finding("setup.here", Severity.Info, Target.Channel(planning.Input.Here), $"{Mention.Channel(planning.Input.Here)} stays, because the report comes here. Delete it yourself when you have read it."));
        }

        foreach (var role in image.Roles.Where(r => !keptRoles.Contains(r.Id) && !r.Managed && r.Id.Value != image.Id.Value).OrderBy(r => r.Position).ThenBy(r => r.Id))
        {
            if (work.ReachOf(role.Id) is var reach and not RoleReach.Free)
            {
                work.Note(new Finding("setup.reach", Severity.Warning, Target.Role(role.Id), $"{Reach.Sentence(role.Id, reach)} It stays."));
                continue;
            }

            if (work.Protected.Naming(image, role.Id) is { } naming)
            {
                work.Note(new Finding("setup.protected", Severity.Warning, Target.Role(role.Id), $"{Mention.Role(role.Id)} stays: the permissions of {Mention.Channel(naming.Id)} name it, and that channel is protected by the settings of operations."));
                continue;
            }

            work.Wiped.Add(role.Id.Value);
            changes.Add(new RoleChange { Role = role.Id, Before = ObjectStates.Whole(image, role), Reason = work.Reason, Risk = Risk.Destructive });
        }

        return changes;
    }
}
