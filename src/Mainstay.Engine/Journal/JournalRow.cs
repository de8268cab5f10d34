namespace Mainstay.Engine.Journal;

/// <summary>A row of the journal as it is stored. Ids are numbers, 0 for nobody; times are unix milliseconds.</summary>
/// <param name="GuildId">Whose chain; 0 for the program's own.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Correlation">From the interaction; may be empty.</param>
/// <param name="ActorKind">person, mainstay or unknown.</param>
/// <param name="ActorId">Who, if it was a person.</param>
/// <param name="Action">What: the operation and the kind of change, or a word with dots.</param>
/// <param name="Target">To what.</param>
/// <param name="SubjectId">Whose personal data the detail is, and under whose key it is sealed.</param>
/// <param name="Outcome">applied, skipped, failed, unverified or denied.</param>
/// <param name="RunId">The run it was a step of.</param>
/// <param name="Step">Which step, from 0.</param>
/// <param name="Protection">How the detail is stored: none (rows of the first kind) or sealed.</param>
/// <param name="Detail">The detail as it is stored.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">The hash of this one.</param>
public sealed record JournalRow(
    long GuildId,
    long Number,
    long At,
    string Correlation,
    string ActorKind,
    long ActorId,
    string Action,
    string Target,
    long? SubjectId,
    string Outcome,
    long? RunId,
    long? Step,
    string Protection,
    byte[] Detail,
    string Previous,
    string Hash);
