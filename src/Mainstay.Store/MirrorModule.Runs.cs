using Mainstay.Sdk;

namespace Mainstay.Store;

internal sealed partial class MirrorModule
{
    private static readonly string[] RunCounts =
    [
        "listed", "created", "updated", "unchanged", "rewritten", "skipped", "departed", "returned", "roles_added", "roles_removed", "fell_dormant", "woke_up", "errors",
    ];

    /// <summary>What syncs leave beside the mirror itself; the engine's sync writes these.</summary>
    private static IEnumerable<Table> Runs() =>
    [
        new()
        {
            Name = "sync_run",
            Description = "Syncs: what was asked for, how far it is or how it ended, and who holds it.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "number"],
            Columns =
            [
                Guild,
                Number("number"),
                Text("kind"),
                Text("state"),
                Text("origin"),
                Personal("actor_id") with { Nullable = true },
                Text("parameters"),
                Text("phase"),
                Number("after_id"),
                Number("proven"),
                .. RunCounts.Select(Number),
                Text("sentence") with { Nullable = true },
                Time("queued_at"),
                Time("started_at") with { Nullable = true },
                Time("ended_at") with { Nullable = true },
                Number("resumed"),
                Text("owner") with { Nullable = true },
                Time("lease_until") with { Nullable = true },
                Number("fence"),
                Number("reply_application") with { Nullable = true },
                Text("reply_token") with { Nullable = true, Secret = true },
                Time("reply_until") with { Nullable = true },
                Number("reply_channel") with { Nullable = true, Names = DiscordObject.Channel },
                Number("reply_private") with { Nullable = true },
            ],
        },
        new()
        {
            Name = "sync_error",
            Description = "Whom a sync could not take in, and why.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "number", "ordinal"],
            Columns = [Guild, Number("number"), Number("ordinal"), Member with { Nullable = true }, Of(Text("reason"))],
        },
        new()
        {
            Name = "sync_seen",
            Description = "When members last wrote, spoke or used a command, to the day, and since when they are marked as dormant.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id", "user_id"],
            Columns = [Guild, Member, Of(Time("seen_at")) with { Nullable = true }, Of(Time("dormant_since")) with { Nullable = true }],
        },
        new()
        {
            Name = "sync_watch",
            Description = "Since when and until when activity was watched without a gap of more than a day.",
            Kind = TableKind.Bookkeeping,
            Key = ["guild_id"],
            Columns = [Guild, Time("watched_from"), Time("watched_to")],
        },
    ];
}
