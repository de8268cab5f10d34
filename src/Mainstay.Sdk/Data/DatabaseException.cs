namespace Mainstay.Sdk.Data;

/// <summary>What is wrong with the database, as far as somebody can do something about it.</summary>
public enum DatabaseFault
{
    /// <summary>The library or the server that the database needs is not there.</summary>
    Missing,

    /// <summary>The place of the database cannot be used: the folder is absent or may not be entered.</summary>
    Unreachable,

    /// <summary>The file is damaged or is no database.</summary>
    Corrupt,

    /// <summary>The database may be read and not written.</summary>
    ReadOnly,

    /// <summary>The disk or the quota is full.</summary>
    Full,

    /// <summary>Somebody else holds the database for longer than we wait.</summary>
    Locked,

    /// <summary>The schema was written by a newer version of the program or of a module.</summary>
    Newer,

    /// <summary>A migration that has run is not the one that is shipped now.</summary>
    Changed,

    /// <summary>A statement broke a rule of the schema: unique, foreign key, CHECK, NOT NULL.</summary>
    Constraint,

    /// <summary>
    /// The connection broke while a unit was committing, and the server could not say afterwards whether it was kept: the one failure that may have kept all
    /// of the unit (never a part). Whoever gets it looks before repeating.
    /// </summary>
    OutcomeUnknown,

    /// <summary>Anything else; the inner exception has it.</summary>
    Other,
}

/// <summary>An expected failure of the database. The message is one sentence for a person: what is wrong, where, what to do.</summary>
public sealed class DatabaseException(DatabaseFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure this is.</summary>
    public DatabaseFault Fault { get; } = fault;
}
