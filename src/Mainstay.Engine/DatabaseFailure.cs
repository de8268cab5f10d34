using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine;

/// <summary>
/// A failure of the database as people on Discord may read it. The exception's own sentence is the operator's: it names places on the machine, so it goes to
/// the log alone.
/// </summary>
internal static class DatabaseFailure
{
    public static Failure Of(DatabaseException exception) => new("database", exception.Fault switch
    {
        DatabaseFault.Locked => "My database was busy for too long. Try again in a moment.",
        DatabaseFault.Full => "The disk that I keep my records on is full. Whoever runs me has to make room.",
        DatabaseFault.ReadOnly => "I may read my records and not write them. Whoever runs me finds the reason in the log.",
        DatabaseFault.Constraint => "This contradicts a record that I keep.",
        _ => "My records cannot be reached right now. Whoever runs me finds the reason in the log.",
    });
}
