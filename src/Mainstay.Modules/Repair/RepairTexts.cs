using System.Globalization;
using Mainstay.Discord;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

/// <summary>What repair says to people.</summary>
internal static class RepairTexts
{
    private const int NamedOverwrites = 3;

    /// <summary>How a person decides what a policy leaves open.</summary>
    public const string Decide = "Nothing is changed until you decide: run this again with `conflicts:database` or `conflicts:discord`.";

    public static readonly IReadOnlyList<HelpText> Help =
    [
        new(
            "repair staff-roles",
            "Every staff record says which rank role its owner has. The plan gives what is missing and takes other ranks' roles from people with a record. "
            + "People who hold a rank role and stand in no record are only reported. Nothing is changed before you press Apply, and what was changed can be taken back with Undo."),
        new(
            "repair job-roles",
            "Every job says which role its holders have. The records of staff and of all jobs count together, so two jobs that share a role never undo each other. "
            + "Nothing is changed before you press Apply."),
        new(
            "repair channels",
            "Looks after the channels and roles that settings and records speak of. What was deleted is made again with its permissions, category and topic, and what named it follows. "
            + "Channels that look different are put right as your policies say. A channel that Mainstay may not view is never judged."),
        new(
            "repair config",
            "Finds settings that name deleted roles or channels, channels of the wrong kind, and channels in which Mainstay lacks permissions. Deleted ones are forgotten in one write per page of settings. "
            + "The last role that holds a right is never taken out."),
        new(
            "repair orphaned",
            "Finds records about people who left and records that name deleted roles or channels. They are set aside, never deleted, and Undo brings them back. "
            + "Somebody counts as gone only when Discord has said so or a complete member list proves it."),
        new(
            "repair db-indexes",
            "Compares the tables and indexes that the database really has with those that Mainstay declares, and names rows that stand in the way of a unique index."),
        new("repair all", "One plan over all routines: each person, channel, role and record is changed at most once. Nothing is changed before you press Apply."),
        new("repair dry-run", "Shows what `/repair all` would do, without a button. Nothing can be applied from it."),
        new("repair health", "Asks each part of Mainstay how it is, and times the answers. Reads only."),
    ];

    public static string Title(Routine routines) => routines switch
    {
        Routine.StaffRoles => "Repair staff roles",
        Routine.JobRoles => "Repair job roles",
        Routine.Channels => "Repair channels",
        Routine.Config => "Repair settings",
        Routine.Orphaned => "Repair orphaned records",
        Routine.Indexes => "Repair database indexes",
        _ => "Repair everything",
    };

    public static string Nothing(RepairInput input) => input.Routines switch
    {
        Routine.StaffRoles => "All staff roles are as the staff records say.",
        Routine.JobRoles => "All job roles are as the job records say.",
        Routine.Channels => "All configured channels and roles are there and look as they should.",
        Routine.Config => "Everything that the settings name is there.",
        Routine.Orphaned => "Everybody and everything that the records name is there.",
        Routine.Indexes => "The database has all tables and indexes that it should have.",
        _ => "Everything is as it should be.",
    };

    public static Reply Reading(Routine routines, int seen, int expected) => new()
    {
        Title = Title(routines),
        Text = expected > 0 ? $"Reading the member list first: {seen:N0} of {expected:N0}." : "Reading the member list first.",
        Tone = Tone.Busy,
    };

    /// <summary>What names an object, as the subject of a sentence: <c>the log channel of the settings "Replies"</c>.</summary>
    public static string Setting(SettingsRecord record, SettingId id) => id.Key.Length > 0
        ? $"the {id.Words} entry `{Plain(id.Key)}` of the settings **{Plain(record.Title)}**"
        : id.Index is not null ? $"an entry of the {id.Words} of the settings **{Plain(record.Title)}**"
        : $"the {id.Words} of the settings **{Plain(record.Title)}**";

    public static string Of(ChannelType type) => type switch
    {
        ChannelType.GuildText => "a text channel",
        ChannelType.GuildVoice => "a voice channel",
        ChannelType.GuildCategory => "a category",
        ChannelType.GuildAnnouncement => "an announcement channel",
        ChannelType.GuildStageVoice => "a stage",
        ChannelType.GuildForum => "a forum",
        ChannelType.GuildMedia => "a media channel",
        _ => "another kind of channel",
    };

    public static string Category(GuildImage image, Id<Channel> category) => category.IsNone ? "no category"
        : Provisional.Is(category) ? "the category that is made again"
        : image.Channels.Find(category) is { } found && !GuildImage.IsHidden(found) ? Mention.Channel(category)
        : "a hidden category";

    /// <summary>Those overwrites of a channel that differ, in a few words: whom they are for and what they allow and deny.</summary>
    public static string Overwrites(IEnumerable<OverwriteState> overwrites, string none)
    {
        var all = overwrites.ToArray();
        var words = all.Take(NamedOverwrites).Select(o => $"{(o.Type == OverwriteType.Role ? Provisional.Is(o.Id) ? "a role that is made again" : Mention.Role(o.Id.Cast<Role>()) : Mention.User(o.Id.Cast<User>()))}: {Bits(o)}");
        return all.Length == 0 ? none : string.Join("; ", words) + (all.Length > NamedOverwrites ? $"; and {all.Length - NamedOverwrites} more" : "");
    }

    /// <summary>Permissions are, all else that a role or a channel has is.</summary>
    public static string Is(string what) => what == "permissions" ? "are" : "is";

    public static string Quoted(string value) => value.Length == 0 ? "empty"
        : value.Contains('<', StringComparison.Ordinal) || value.Contains("**", StringComparison.Ordinal) || value.Contains(' ', StringComparison.Ordinal) ? value
        : $"`{value}`";

    public static string Plain(string text) => Mention.Plain(text);

    public static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    public static string Joined(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.Ordinal).ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Bits(OverwriteState overwrite) => (overwrite.Allow, overwrite.Deny) switch
    {
        (0, 0) => "nothing",
        (_, 0) => $"allows {Permits.Words(overwrite.Allow)}",
        (0, _) => $"denies {Permits.Words(overwrite.Deny)}",
        _ => $"allows {Permits.Words(overwrite.Allow)}, denies {Permits.Words(overwrite.Deny)}",
    };
}
