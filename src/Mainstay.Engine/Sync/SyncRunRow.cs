using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Sync;

/// <summary>A row of <c>sync_run</c>.</summary>
internal sealed class SyncRunRow
{
    public const string Columns =
        """
        guild_id, number, kind, state, origin, actor_id, parameters AS asked, phase, after_id, proven, listed, created, updated, unchanged, rewritten, skipped, departed, returned,
        roles_added, roles_removed, fell_dormant, woke_up, errors, sentence, queued_at, started_at, ended_at, resumed, fence,
        reply_application, reply_token, reply_until, reply_channel, reply_private
        """;

    public long GuildId { get; init; }

    public long Number { get; init; }

    public string Kind { get; init; } = "";

    public string State { get; init; } = "";

    public string Origin { get; init; } = "";

    public long? ActorId { get; init; }

    public string Asked { get; init; } = "";

    public string Phase { get; init; } = "";

    public long AfterId { get; init; }

    public long Proven { get; init; }

    public long Listed { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long Rewritten { get; init; }

    public long Skipped { get; init; }

    public long Departed { get; init; }

    public long Returned { get; init; }

    public long RolesAdded { get; init; }

    public long RolesRemoved { get; init; }

    public long FellDormant { get; init; }

    public long WokeUp { get; init; }

    public long Errors { get; init; }

    public string? Sentence { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long Resumed { get; init; }

    public long Fence { get; init; }

    public long? ReplyApplication { get; init; }

    public string? ReplyToken { get; init; }

    public DateTimeOffset? ReplyUntil { get; init; }

    public long? ReplyChannel { get; init; }

    public long? ReplyPrivate { get; init; }

    private ReplyTicket? Ticket => this is { ReplyApplication: { } application, ReplyToken: { } token, ReplyUntil: { } until } ? new ReplyTicket(new((ulong)application), token, until) : null;

    public static string Word(SyncKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(SyncOrigin origin) => origin.ToString().ToLowerInvariant();

    public static string Word(SyncRunState state) => state == SyncRunState.CompletedWithErrors ? "completed_with_errors" : state.ToString().ToLowerInvariant();

    public SyncRun Read()
    {
        var parameters = JsonSerializer.Deserialize<Parameters>(Asked) ?? new Parameters(false, null, SyncRequest.DefaultDays);
        var state = Enum.Parse<SyncRunState>(State.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        return new SyncRun
        {
            Number = Number,
            Request = new SyncRequest(new((ulong)GuildId), Enum.Parse<SyncKind>(Kind, ignoreCase: true))
            {
                Force = parameters.Force,
                Only = parameters.Only is { } only ? new Id<User>(only) : null,
                Days = parameters.Days == 0 ? SyncRequest.DefaultDays : parameters.Days,
                By = ActorId is { } actor ? new Id<User>((ulong)actor) : null,
                Origin = Enum.Parse<SyncOrigin>(Origin, ignoreCase: true),
                Correlation = parameters.Correlation ?? "",
                Reply = ReplyPrivate is { } onlyToAsker ? new ReplyPlace(Ticket, ReplyChannel is { } channel ? new Id<Channel>((ulong)channel) : null, onlyToAsker == 1) : null,
            },
            State = state,
            Phase = Enum.Parse<SyncKind>(Phase, ignoreCase: true),
            QueuedAt = QueuedAt,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            Resumed = (int)Resumed,
            Sentence = state == SyncRunState.Failed ? Sentence : null,
            ErrorCount = (int)Errors,
            Report = new SyncReport
            {
                Listed = (int)Listed,
                Created = (int)Created,
                Updated = (int)Updated,
                Unchanged = (int)Unchanged,
                Rewritten = (int)Rewritten,
                Skipped = (int)Skipped,
                Left = (int)Departed,
                Returned = (int)Returned,
                RolesAdded = (int)RolesAdded,
                RolesRemoved = (int)RolesRemoved,
                FellDormant = (int)FellDormant,
                WokeUp = (int)WokeUp,
                Complete = Proven == 1,
                Gap = state == SyncRunState.Failed ? null : Sentence,
                Took = (EndedAt ?? QueuedAt) - (StartedAt ?? QueuedAt),
            },
        };
    }

    /// <summary>What was asked for besides the kind, as JSON.</summary>
    public sealed record Parameters(bool Force, ulong? Only, int Days, string? Correlation = null);
}
