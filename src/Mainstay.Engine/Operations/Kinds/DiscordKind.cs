using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>
/// One kind of change to Discord, whole: what it costs, how its target is observed, how it is applied, verified, looked up and inverted. The kinds are
/// closed: each is a file in this folder, and <see cref="ChangeKinds" /> lists them.
/// </summary>
internal abstract class DiscordKind
{
    /// <summary>The name that changes of this kind carry.</summary>
    public abstract string Name { get; }

    /// <summary>What to call one or many of them: <c>member's roles</c>, <c>members' roles</c>.</summary>
    public abstract string Noun(int count);

    /// <summary>The route of a change's one request: changes of different routes do not slow each other down.</summary>
    public abstract RestRoute RouteOf(Change change);

    /// <summary>What stands in the way of the change before anything is sent: hierarchy, permissions, protected objects. Null: nothing.</summary>
    public abstract Failure? Obstacle(GuildImage image, Reach reach, Change change);

    /// <summary>How the target stands in the image.</summary>
    public abstract TargetState Observe(GuildImage image, Change change);

    /// <summary>Sends the one request.</summary>
    public abstract Task<Sending> ApplyAsync(Id<Guild> guild, Change change, string reason, CancellationToken cancellationToken);

    /// <summary>Asks Discord how the target stands: only after an outcome that nobody knows.</summary>
    public abstract Task<TargetState> LookAsync(Id<Guild> guild, Change change, CancellationToken cancellationToken);

    /// <summary>The change that takes this one back; null where there is none.</summary>
    public abstract Change? Invert(Change change);

    /// <summary>What is left of a change for objects that are still there; null when nothing is, because what was deleted needs no taking back.</summary>
    public abstract Change? Remaining(GuildImage image, Change change);

    /// <summary>One line for previews and reports.</summary>
    public abstract string Describe(Change change);
}
