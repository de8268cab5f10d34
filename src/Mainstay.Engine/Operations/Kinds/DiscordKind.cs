using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>One kind of change to Discord: one request each, whose effect is observed in the image, and looked up only when nobody knows its outcome.</summary>
internal abstract class DiscordKind : ChangeKind
{
    /// <summary>The route of the change's one request. With the channel or guild that it is about it names a rate limit: different ones do not slow each other down.</summary>
    public abstract RestRoute RouteOf(Change change);

    /// <summary>The channel of the request's path, where its limits count by channel; 0 where they count by guild.</summary>
    public virtual ulong MajorOf(Change change) => 0;

    /// <summary>Whether the image shows what became of it.</summary>
    public virtual bool IsEchoed => true;

    /// <summary>How the target stands in the image.</summary>
    public abstract TargetState Observe(GuildImage image, Change change);

    /// <summary>Sends the one request.</summary>
    public abstract Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken);

    /// <summary>Asks Discord how the target stands: only after an outcome that nobody knows.</summary>
    public abstract Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken);
}

/// <summary>One sending of a step.</summary>
/// <param name="Guild">The guild.</param>
/// <param name="Reason">For Discord's audit log, the key in it.</param>
/// <param name="Key">The step's own mark, such as <c>17.3</c> for step 3 of run 17.</param>
/// <param name="Since">When the step was first sent.</param>
/// <param name="Image">The guild as it is now; null when it is not known.</param>
internal sealed record Errand(Id<Guild> Guild, string Reason, string Key, DateTimeOffset Since, GuildImage? Image);

/// <summary>What a look at Discord showed.</summary>
/// <param name="State">How the target stands.</param>
/// <param name="Made">The object that the step turned out to have made.</param>
internal sealed record Seen(TargetState State, ulong? Made = null)
{
    /// <summary>Those of several targets that Discord left out.</summary>
    public IReadOnlyList<Id<User>> Missed { get; init; } = [];

    public static implicit operator Seen(TargetState state) => new(state);
}
