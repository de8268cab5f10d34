using Mainstay.Discord;

namespace Mainstay.Engine.Operations.Access;

/// <summary>What a change does to what people may do: which permissions it can give, which it can take, where, and whose.</summary>
internal sealed record AccessEffect
{
    /// <summary>What a channel gives that is made, and takes that is deleted.</summary>
    public const Permissions Everything = (Permissions)ulong.MaxValue;

    public static readonly AccessEffect None = new();

    private readonly Permissions _opens;
    private readonly Permissions _closes;

    /// <summary>Permissions that somebody may have after it and not before it.</summary>
    public Permissions Widens
    {
        get;
        init => (field, _opens) = (value, Reached(value));
    }

    /// <summary>Permissions that somebody may have before it and not after it.</summary>
    public Permissions Narrows
    {
        get;
        init => (field, _closes) = (value, Reached(value));
    }

    /// <summary>The one channel in which; none for all.</summary>
    public Id<Channel> Channel { get; init; }

    public bool Everyone { get; init; }

    /// <summary>Whose holders it concerns.</summary>
    public RoleBits Roles { get; init; }

    /// <summary>Whom it concerns by themselves.</summary>
    public HashSet<Id<User>> Members { get; init; } = [];

    /// <summary>Channels that go, and that have to be gone before: what this would open in them never opens then.</summary>
    public HashSet<Id<Channel>> Awaits { get; init; } = [];

    public bool IsNone => Awaits.Count == 0 && (Widens | Narrows) == 0;

    public bool IsMixed => Widens != 0 && Narrows != 0;

    /// <summary>
    /// Whether this has to end before the other begins: it takes something, where the other gives it, from people whom both may concern. Then taking first never lets
    /// anybody do what they could neither before nor after.
    /// </summary>
    public bool MustPrecede(AccessEffect other) =>
        (Narrows == Everything && other.Awaits.Contains(Channel))
        || ((_closes & other._opens) != 0
            && (Channel.IsNone || other.Channel.IsNone || Channel == other.Channel)
            && Meets(other));

    private bool Meets(AccessEffect other)
    {
        // A change of one member concerns nobody else; of others, somebody may hold any roles together.
        var meets = IsOfOneMember || other.IsOfOneMember
            ? IsOfOneMember != other.IsOfOneMember && (Everyone || other.Everyone || Roles.Overlaps(other.Roles))
            : Everyone || other.Everyone || !Roles.IsEmpty || !other.Roles.IsEmpty;
        return meets || (Members.Count > 0 && other.Members.Count > 0 && Members.Overlaps(other.Members));
    }

    /// <summary>A change of one member's roles: <see cref="Roles" /> are all they hold before and after it.</summary>
    public bool IsOfOneMember { get; init; }

    /// <summary>What a permission opens or closes with it: without seeing a channel one can do nothing in it, without sending no embed.</summary>
    private static Permissions Reached(Permissions permissions)
    {
        if ((permissions & (Permissions.ViewChannel | Permissions.Administrator)) != 0)
        {
            return Everything;
        }

        var reached = permissions;
        if ((permissions & (Permissions.SendMessages | Permissions.SendMessagesInThreads)) != 0)
        {
            reached |= PermissionMaths.NeedSending;
        }

        if ((permissions & Permissions.Connect) != 0)
        {
            reached |= PermissionMaths.NeedConnecting;
        }

        return reached;
    }
}
