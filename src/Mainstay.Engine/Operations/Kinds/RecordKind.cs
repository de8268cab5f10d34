using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>One kind of change to what Mainstay itself keeps. It costs no request, and since it is written in the transaction of its own step it happens exactly once.</summary>
internal abstract class RecordKind : ChangeKind
{
    /// <summary>Looks at the target within the unit of work and writes it if it stands as the change found it.</summary>
    public abstract Task<TargetState> ApplyAsync(IUnit unit, Id<Guild> guild, Change change, Id<User> actor);

    /// <summary>The unit of work was committed.</summary>
    public virtual void Committed(Id<Guild> guild, Change change)
    {
    }
}
