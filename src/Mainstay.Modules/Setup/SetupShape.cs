using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Setup;

/// <summary>A template's roles and channels as one server can have them: with its ids, the kinds that it has, and no right that Mainstay cannot give.</summary>
internal sealed class SetupShape(GuildImage image, Permissions granted, Func<long, Id<Role>> role, Func<long, Id<Channel>> channel)
{
    /// <summary>What Mainstay gives itself in a channel that is closed to everybody, or it would no longer see what it made.</summary>
    public const Permissions Own = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory | Permissions.ManageChannels;

    /// <summary>What a server has without boosts.</summary>
    public const int MostBitrate = 96_000;

    private readonly List<string> _heldBack = [];

    public bool IsCommunity { get; } = image.Guild?.Features.Contains("COMMUNITY") ?? false;

    /// <summary>What Mainstay itself may do everywhere: more it cannot give to anybody.</summary>
    public Permissions Granted => granted;

    /// <summary>What does not get all rights that the template says.</summary>
    public IReadOnlyCollection<string> HeldBack => _heldBack;

    /// <summary>What Mainstay may do in every channel of a guild that does not say otherwise.</summary>
    /// <param name="image">The guild.</param>
    /// <param name="everyone">What everybody will be allowed, of what they and Mainstay are allowed now; as it is if null.</param>
    public static Permissions GrantedIn(GuildImage image, Permissions? everyone = null)
    {
        var mine = (image.Me?.Roles.ToArray() ?? []).Aggregate(Permissions.None, (sum, id) => sum | (image.Roles.Find(id)?.Permissions ?? 0));
        var theirs = image.Roles.Find(image.Id.Cast<Role>())?.Permissions ?? Permissions.None;
        return PermissionMaths.Base(image.Guild?.OwnerId == image.BotId, mine | (theirs & (everyone ?? theirs)));
    }

    public RoleState Wanted(TemplateRole wanted) => new()
    {
        Name = wanted.Name,
        Permissions = Within(wanted.Permissions, $"role {Mention.Plain(wanted.Name)}"),
        Color = wanted.Color,
        Hoist = wanted.Hoist,
        Mentionable = wanted.Mentionable,
    };

    public ChannelState Wanted(TemplateChannel wanted)
    {
        var type = ChannelKinds.On(wanted.Type, IsCommunity);
        var sort = ChannelKinds.Sort(type);
        return new ChannelState
        {
            Type = type,
            Name = ChannelNames.AsWritten(type, wanted.Name),
            Parent = type == ChannelType.GuildCategory ? null : wanted.Parent is { } parent ? channel(parent) : default(Id<Channel>),
            Topic = sort == ChannelType.GuildText && wanted.Topic is { Length: > 0 } topic ? topic : null,
            Nsfw = sort == ChannelType.GuildText ? wanted.Nsfw : null,
            SlowmodeSeconds = sort == ChannelType.GuildText ? wanted.SlowMode : null,
            Bitrate = sort == ChannelType.GuildVoice && wanted.Bitrate is { } bitrate ? Math.Clamp(bitrate, 8_000, MostBitrate) : null,
            UserLimit = sort == ChannelType.GuildVoice ? wanted.UserLimit : null,
            Overwrites = Overwrites(wanted),
        };
    }

    private IReadOnlyList<OverwriteState> Overwrites(TemplateChannel wanted)
    {
        var whose = $"channel {Mention.Plain(wanted.Name)}";
        var overwrites = wanted.Overwrites
            .Select(o => new OverwriteState(role(o.Role).Cast<Overwrite>(), OverwriteType.Role, Within(o.Allow, whose), Within(o.Deny, whose))).ToList();
        if (overwrites.Exists(o => o.Id.Value == image.Id.Value && (o.Deny & Permissions.ViewChannel) != 0) && (granted & Permissions.Administrator) == 0)
        {
            overwrites.Add(new OverwriteState(image.BotId.Cast<Overwrite>(), OverwriteType.Member, Own & granted, Permissions.None));
        }

        return [.. overwrites.Where(o => (o.Allow | o.Deny) != 0).OrderBy(o => o.Id)];
    }

    private Permissions Within(Permissions wanted, string whose)
    {
        var within = wanted & granted;
        if (within != wanted && !_heldBack.Contains(whose))
        {
            _heldBack.Add(whose);
        }

        return within;
    }
}
