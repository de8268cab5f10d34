using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>A row of <c>operation_run</c>.</summary>
internal sealed record RunRow(
    long RunId,
    long GuildId,
    string Operation,
    string Title,
    string Arguments,
    long ActorId,
    string State,
    string Frame,
    string Findings,
    string Correlation,
    long CreatedAt,
    long ExpiresAt,
    long? StartedAt,
    long? FinishedAt,
    long? Undoes,
    long? ChannelId,
    long OnlyToAsker,
    string Touches,
    string Rests,
    long? QueuedAt,
    string? Owner,
    long? LeaseUntil,
    long Fence,
    long StopAsked,
    string? Phrase,
    long Approvals,
    long? Snapshot,
    string? Why,
    string Report,
    long? ReplyApplication,
    string? ReplyToken,
    long? ReplyUntil)
{
    public const string Columns =
        """
        run_id, guild_id, operation, title, arguments, actor_id, state, frame, findings, correlation, created_at, expires_at, started_at, finished_at, undoes,
        channel_id, only_to_asker, touches, rests, queued_at, owner, lease_until, fence, stop_asked, phrase, approvals, snapshot, why, report,
        reply_application, reply_token, reply_until
        """;

    public Run Read() => new()
    {
        Id = RunId,
        Guild = new Id<Guild>((ulong)GuildId),
        Operation = Operation,
        Title = Title,
        Arguments = ChangeJson.Read<Arguments>(Arguments),
        Actor = new Id<User>((ulong)ActorId),
        State = State,
        Frame = Operations.Frame.Parse(Frame),
        Findings = ChangeJson.Read<IReadOnlyList<Finding>>(Findings),
        Correlation = Correlation,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
        StartedAt = Moment(StartedAt),
        FinishedAt = Moment(FinishedAt),
        Undoes = Undoes,
        Surface = new Surface(ChannelId is { } channel ? new Id<Channel>((ulong)channel) : null, OnlyToAsker != 0),
        Grounds = Grounds.Parse(Touches, Rests),
        QueuedAt = Moment(QueuedAt),
        Owner = Owner,
        LeaseUntil = Moment(LeaseUntil),
        Fence = Fence,
        StopAsked = StopAsked != 0,
        Phrase = Phrase,
        Approvals = (int)Approvals,
        Snapshot = Snapshot,
        Why = Why,
        Report = Report,
        Ticket = (ReplyApplication, ReplyToken, ReplyUntil) is ({ } application, { } token, { } until)
            ? new ReplyTicket(new Id<Application>((ulong)application), token, DateTimeOffset.FromUnixTimeMilliseconds(until))
            : null,
    };

    private static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

/// <summary>A row of <c>operation_step</c>.</summary>
internal sealed record StepRow(long RunId, long Ordinal, string Change, string State, string? Code, string? Sentence, long? SentAt, long? Made)
{
    public const string Columns = "run_id, ordinal, change, state, code, sentence, sent_at, made";

    public Step Read() => new()
    {
        Run = RunId,
        Ordinal = (int)Ordinal,
        Change = ChangeJson.Read(Change),
        State = State,
        Failure = Code is null ? null : new Failure(Code, Sentence ?? ""),
        SentAt = SentAt is { } sent ? DateTimeOffset.FromUnixTimeMilliseconds(sent) : null,
        Made = (ulong?)Made,
    };
}
