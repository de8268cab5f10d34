using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Access;

internal sealed partial class AccessParts
{
    /// <summary>Where several roles go, none grants anything any more when the first goes: it may lift what it denied to who holds others of them.</summary>
    private void PutDeletions(IReadOnlyList<int> places)
    {
        if (places.Count > 1)
        {
            foreach (var place in places)
            {
                NarrowOverwrites(place, (RoleChange)_changes[place]);
            }
        }

        foreach (var place in places)
        {
            var role = (RoleChange)_changes[place];
            var before = role.Before! with { Overwrites = role.Before!.Overwrites is { } overwrites ? [.. overwrites.SelectMany(Standing)] : null };
            if (places.Count > 1 && before.Permissions is { } permissions and not 0)
            {
                before = before with { Permissions = 0 };
                Append(
                    role with { Before = new RoleState { Permissions = permissions }, After = new RoleState { Permissions = 0 }, Risk = Risk.Elevated, DependsOn = [], ForcedBy = Reason },
                    AccessStage.Narrow,
                    place);
            }

            (_changes[place], _stages[place]) = (role with { Before = before }, AccessStage.Deletions);
        }
    }

    private void NarrowOverwrites(int place, RoleChange role)
    {
        foreach (var channel in (role.Before!.Overwrites ?? []).Where(o => o.Overwrite.Allow != 0).Select(o => o.Channel))
        {
            // What the role is allowed in a channel that goes as well goes with that channel.
            if (_between.ContainsKey(channel) || _changes.Any(c => c is ChannelChange { After: null } gone && gone.Channel == channel) || _image.Channels.Find(channel) is not { } found || GuildImage.IsHidden(found))
            {
                continue;
            }

            var standing = ObjectStates.Of(found).Overwrites!;
            OverwriteState[] granting = [.. standing.Where(o => o.Allow != 0 && _goes.Contains(o.Id.Value))];

            // More than one request may carry go one by one, because then each is a request about a single overwrite.
            foreach (var some in standing.Count > Limits.OverwritesPerRequest ? granting.Chunk(1) : [granting])
            {
                OverwriteState[] between = [.. standing.Select(o => some.Contains(o) ? o with { Allow = 0 } : o)];
                Append(
                    new ChannelChange
                    {
                        Channel = channel,
                        Before = new ChannelState { Overwrites = standing },
                        After = new ChannelState { Overwrites = between },
                        Reason = role.Reason,
                        ForcedBy = Reason,
                        DependsOn = _between.ContainsKey(channel) ? [_changes.Count - 1] : [],
                    },
                    AccessStage.Narrow,
                    place);
                _between[channel] = standing = between;
            }
        }
    }

    /// <summary>What is left of an overwrite when its role goes.</summary>
    private IEnumerable<ChannelOverwrite> Standing(ChannelOverwrite overwrite) =>
        !_between.TryGetValue(overwrite.Channel, out var between) ? [overwrite]
        : between.FirstOrDefault(o => o.Id == overwrite.Overwrite.Id) is { } left ? [overwrite with { Overwrite = left }]
        : [];
}
