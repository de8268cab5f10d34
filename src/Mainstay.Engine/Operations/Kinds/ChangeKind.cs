using Mainstay.Sdk;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// One kind of change, whole. The kinds are closed: each is a file in this folder, in the same order (in words, obstacles, ids, observing, applying, looking,
/// taking back), and <see cref="ChangeKinds" /> lists them.
/// </summary>
internal abstract class ChangeKind
{
    /// <summary>The name that changes of this kind carry.</summary>
    public abstract string Name { get; }

    /// <summary>What to call one or many of them: <c>member's roles</c>, <c>members' roles</c>.</summary>
    public abstract string Noun(int count);

    /// <summary>One line for previews and reports.</summary>
    public abstract string Describe(Change change);

    /// <summary>What is lost for ever, as a clause such as <c>the messages of #general</c>; null when nothing is.</summary>
    public virtual string? Lost(Change change) => null;

    /// <summary>Whether there is a change that takes it back.</summary>
    public virtual bool IsReversible(Change change) => true;

    /// <summary>What stands in the way before anything is written, a sentence each: permissions, hierarchy, limits, declarations.</summary>
    public abstract IEnumerable<string> Obstacles(PlanChecks plan, Change change);

    /// <summary>The same change about the objects that its ids stand for by now.</summary>
    public abstract Change Resolve(Change change, IdMap ids);

    /// <summary>Adds what takes the change back, as far as that can be.</summary>
    public abstract void Invert(Change change, UndoPlan undo);
}
