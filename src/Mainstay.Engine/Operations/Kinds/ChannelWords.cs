using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>Changes of channels in words.</summary>
internal static class ChannelWords
{
    public static string Describe(ChannelChange change) => change switch
    {
        { Before: null, After: { } made } => $"create the {Noun(made.Type)} {Mention.Plain(made.Name ?? "")}{(made.Parent is { IsNone: false } parent ? $" in {Mention.Channel(parent)}" : "")}",
        { After: null, Before: { } gone } => $"delete the {Noun(gone.Type)} {Mention.Channel(change.Channel)}",
        _ => $"{Mention.Channel(change.Channel)}: {string.Join(", ", Parts(change.Before!, change.After!))}",
    };

    public static string Noun(ChannelType? type) => type switch
    {
        ChannelType.GuildCategory => "category",
        ChannelType.GuildVoice => "voice channel",
        ChannelType.GuildStageVoice => "stage",
        ChannelType.GuildForum => "forum",
        ChannelType.GuildAnnouncement => "announcement channel",
        _ => "channel",
    };

    private static IEnumerable<string> Parts(ChannelState before, ChannelState after)
    {
        var state = ChannelFields.Differing(before, after);
        if (state.Name is { } name)
        {
            yield return $"renamed to {Mention.Plain(name)}";
        }

        if (state.Parent is { } parent)
        {
            yield return parent.IsNone ? "out of its category" : $"into {Mention.Channel(parent)}";
        }

        if (state.Topic is { } topic)
        {
            yield return topic.Length == 0 ? "no topic" : "another topic";
        }

        if (state.Nsfw is { } nsfw)
        {
            yield return nsfw ? "for adults only" : "for all ages";
        }

        if (state.SlowmodeSeconds is { } slow)
        {
            yield return slow == 0 ? "no slow mode" : $"slow mode of {slow} s";
        }

        if (state.Type is not null || state.Bitrate is not null || state.UserLimit is not null || state.DefaultAutoArchiveMinutes is not null
            || state.DefaultThreadSlowmodeSeconds is not null || state.Tags is not null || state.SortOrder is not null || state.Layout is not null)
        {
            yield return "other settings";
        }

        foreach (var part in state.Overwrites is { } wanted ? Overwrites(before.Overwrites ?? [], wanted) : [])
        {
            yield return part;
        }
    }

    private static IEnumerable<string> Overwrites(IReadOnlyList<OverwriteState> held, IReadOnlyList<OverwriteState> wanted)
    {
        var old = held.ToDictionary(o => o.Id);
        foreach (var overwrite in wanted)
        {
            var was = old.GetValueOrDefault(overwrite.Id) ?? overwrite with { Allow = Permissions.None, Deny = Permissions.None };
            if (was == overwrite && old.ContainsKey(overwrite.Id))
            {
                continue;
            }

            var clauses = new List<string>();
            Add(clauses, "allows", overwrite.Allow & ~was.Allow);
            Add(clauses, "denies", overwrite.Deny & ~was.Deny);
            Add(clauses, "no longer allows", was.Allow & ~overwrite.Allow & ~overwrite.Deny);
            Add(clauses, "no longer denies", was.Deny & ~overwrite.Deny & ~overwrite.Allow);
            yield return $"{Who(overwrite)}: {(clauses.Count == 0 ? "named without effect" : string.Join("; ", clauses))}";
        }

        foreach (var gone in held.Where(h => wanted.All(w => w.Id != h.Id)))
        {
            yield return $"{Who(gone)}: no longer named";
        }
    }

    private static void Add(List<string> clauses, string verb, Permissions permissions)
    {
        if (permissions != Permissions.None)
        {
            clauses.Add($"{verb} {Mention.Permissions(permissions)}");
        }
    }

    private static string Who(OverwriteState overwrite) =>
        overwrite.Type == OverwriteType.Role ? Mention.Role(overwrite.Id.Cast<Role>()) : Mention.User(overwrite.Id.Cast<User>());
}
