using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>How a target stands towards a change.</summary>
internal enum TargetState
{
    /// <summary>As the change found it: it can be applied.</summary>
    Before,

    /// <summary>As the change wants it: nothing is left to do.</summary>
    After,

    /// <summary>Neither: somebody else was there.</summary>
    Different,

    /// <summary>The target is proven not to exist.</summary>
    Gone,

    /// <summary>Nobody can tell right now.</summary>
    Unknown,
}

/// <summary>What came of a request.</summary>
internal abstract record Sending
{
    /// <summary>The response carried the object, as the change wants it.</summary>
    public sealed record Verified : Sending
    {
        /// <summary>The object that was made.</summary>
        public ulong? Made { get; init; }

        /// <summary>Those of several targets that Discord left out.</summary>
        public IReadOnlyList<Id<User>> Missed { get; init; } = [];
    }

    /// <summary>Discord took it (204); its echo on the gateway will tell.</summary>
    public sealed record Accepted : Sending;

    /// <summary>It was as wanted before, by somebody else's doing: nothing was sent.</summary>
    public sealed record Already : Sending;

    /// <summary>Discord refused it: nothing was done.</summary>
    public sealed record Refused(Failure Failure) : Sending;

    /// <summary>It may or may not have been done.</summary>
    public sealed record Unknown(string Reason) : Sending;
}
