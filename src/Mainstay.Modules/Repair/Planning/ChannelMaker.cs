using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>Makes what is missing, with its permissions from the first moment: a channel whose permissions nobody knows is made closed.</summary>
internal sealed class ChannelMaker(RepairWork work)
{
    private GuildImage Image => work.Image;

    /// <summary>What this plan makes, with the category each goes into.</summary>
    public List<(Id<Channel> Channel, ChannelState State)> Made { get; } = [];

    /// <summary>A channel that was never made: only where its id can be recorded, or it would be made again and again.</summary>
    public Id<Channel> Make(WantedChannel wanted, Id<Channel>? parent)
    {
        if (wanted.Recorded is not { } recorded)
        {
            return default;
        }

        var made = Make(wanted, parent, "was never made", "channels.missing");
        if (!made.IsNone)
        {
            work.Write(recorded.Table, recorded.Key, recorded.Column, 0L, made.Value, $"record the new channel as {wanted.Because}", wanted.Because);
        }

        return made;
    }

    /// <summary>A channel that is proven to be gone. What names it follows by itself once the new one is there.</summary>
    public Id<Channel> MakeAgain(WantedChannel wanted, Id<Channel>? parent)
    {
        var made = Make(wanted, parent, "is gone from the server", "channels.gone");
        if (!made.IsNone)
        {
            work.RemadeChannels[wanted.Channel] = made;
        }

        return made;
    }

    /// <summary>Overwrites without those for roles and people who are gone, which are reported once.</summary>
    public IReadOnlyList<OverwriteState> Living(IReadOnlyList<OverwriteState> overwrites, Target subject, string because)
    {
        var living = new List<OverwriteState>(overwrites.Count);
        foreach (var overwrite in overwrites)
        {
            if (overwrite.Type == OverwriteType.Role && work.RemadeRoles.TryGetValue(overwrite.Id.Cast<Role>(), out var role))
            {
                living.Add(overwrite with { Id = role.Cast<Overwrite>() });
            }
            else if (Provisional.Is(overwrite.Id) || !Proof.IsGone(Image, overwrite))
            {
                living.Add(overwrite);
            }
            else
            {
                work.Note(new Finding("channels.overwrite-gone", Severity.Info, subject, $"{Capital(because)} names permissions for {(overwrite.Type == OverwriteType.Role ? "a role" : "a person")} that is gone. They were left out."));
            }
        }

        living.Sort(static (a, b) => a.Id.Value.CompareTo(b.Id.Value));
        return living;
    }

    private Id<Channel> Make(WantedChannel wanted, Id<Channel>? parent, string what, string check)
    {
        var target = wanted.Channel.IsNone ? Target.Guild(Image.Id) : Target.Channel(wanted.Channel);
        var sentence = wanted.Because.Contains("channel of", StringComparison.Ordinal) ? $"{Capital(wanted.Because)} {what}." : $"The channel of {wanted.Because} {what}.";
        var finding = new Finding(check, Severity.Warning, target, sentence) { Expected = "a channel", Actual = "none" };
        var winner = work.Input.WinnerOf(Entity.Channels);
        if (winner != Winner.Database)
        {
            work.Note(finding with { Sentence = winner == Winner.Ask ? $"{sentence} {RepairTexts.Decide}" : sentence + " Nothing is made in its place, because Discord is right about that here." });
            return default;
        }

        if (StateOf(wanted, parent, target, out var unknown) is not { } state)
        {
            work.Note(finding with { Severity = Severity.Critical, Sentence = sentence + " How it looked is not known, so it is not made again. Name another channel in the settings." });
            return default;
        }

        var category = state.Parent is { IsNone: false } id ? Image.Channels.Find(id) : null;
        if ((work.Crowding.ToMake(state.Parent ?? default) ?? work.Permits.ToMake(category, state.Overwrites ?? [])) is { } obstacle)
        {
            work.Note(finding with { Severity = Severity.Critical, Sentence = $"{sentence} {obstacle}", Fix = obstacle });
            return default;
        }

        var made = work.NewId<Channel>();
        Made.Add((made, state));
        work.Crowding.Made(state.Parent ?? default);
        work.Add(new ChannelChange
        {
            Channel = made,
            After = state,
            Recreates = wanted.Channel,
            Reason = wanted.Because,
            Risk = state.Overwrites is { Count: > 0 } ? Risk.Elevated : Risk.Low,
        });
        work.Note(finding with
        {
            Sentence = unknown
                ? $"{sentence} Its permissions are not known, so a new one is made that only Mainstay and administrators see."
                : $"{sentence} It is made again with its permissions, without its messages.",
            Fix = "make it again",
            IsMended = true,
        });
        return made;
    }

    /// <summary>What is to be made: what the claim says, and for the rest what was last seen.</summary>
    private ChannelState? StateOf(WantedChannel wanted, Id<Channel>? parent, Target target, out bool unknown)
    {
        unknown = false;
        var seen = !wanted.Channel.IsNone && work.Input.LastSeen.Channels.TryGetValue(wanted.Channel, out var channel) && !GuildImage.IsHidden(channel) && channel.Name is not null
            ? ObjectStates.Of(channel)
            : null;
        var state = wanted.Wanted is { } claim ? Laid(seen, claim)
            : seen ?? (wanted.Asked is { Name.Length: > 0, Types: [var type, ..] } asked ? new ChannelState { Type = type, Name = asked.Name } : null);
        if (state is not { Name: { } name } || state.Type is not { } kind)
        {
            return null;
        }

        if (state.Overwrites is null)
        {
            unknown = true;
            state = state with
            {
                Overwrites =
                [
                    .. new[]
                    {
                        new OverwriteState(Image.Id.Cast<Overwrite>(), OverwriteType.Role, Permissions.None, Permissions.ViewChannel),
                        new OverwriteState(Image.BotId.Cast<Overwrite>(), OverwriteType.Member, Permissions.ViewChannel | (wanted.Asked?.Needs ?? 0), Permissions.None),
                    }.OrderBy(o => o.Id.Value),
                ],
            };
        }

        var category = parent is { IsNone: false } place ? place : state.Parent ?? default;
        return state with
        {
            Name = ChannelNames.AsWritten(kind, name),
            Parent = kind == ChannelType.GuildCategory ? null : CategoryOf(category) ?? default(Id<Channel>),
            Overwrites = Living(state.Overwrites ?? [], target, wanted.Because),
        };
    }

    private static ChannelState Laid(ChannelState? seen, ChannelState claim) => seen is null || (claim.Type is { } type && type != seen.Type) ? claim : seen with
    {
        Type = claim.Type ?? seen.Type,
        Name = claim.Name ?? seen.Name,
        Parent = claim.Parent ?? seen.Parent,
        Topic = claim.Topic ?? seen.Topic,
        Nsfw = claim.Nsfw ?? seen.Nsfw,
        SlowmodeSeconds = claim.SlowmodeSeconds ?? seen.SlowmodeSeconds,
        Bitrate = claim.Bitrate ?? seen.Bitrate,
        UserLimit = claim.UserLimit ?? seen.UserLimit,
        DefaultAutoArchiveMinutes = claim.DefaultAutoArchiveMinutes ?? seen.DefaultAutoArchiveMinutes,
        DefaultThreadSlowmodeSeconds = claim.DefaultThreadSlowmodeSeconds ?? seen.DefaultThreadSlowmodeSeconds,
        Tags = claim.Tags ?? seen.Tags,
        SortOrder = claim.SortOrder ?? seen.SortOrder,
        Layout = claim.Layout ?? seen.Layout,
        Overwrites = claim.Overwrites ?? seen.Overwrites,
    };

    /// <summary>
    /// The category that is meant: itself, or what is made in its place; null when that is gone, or no category, as where a setting names the same id as a channel to write in.
    /// </summary>
    public Id<Channel>? CategoryOf(Id<Channel> parent)
    {
        if (parent.IsNone)
        {
            return parent;
        }

        var now = work.RemadeChannels.GetValueOrDefault(parent, parent);
        var type = Image.Channels.Find(now)?.Type ?? Made.Find(m => m.Channel == now).State?.Type;
        return type == ChannelType.GuildCategory ? now : null;
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
