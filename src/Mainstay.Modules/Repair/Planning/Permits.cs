using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// What Mainstay and the person who asks may do with channels and roles as objects, from the image alone: what cannot be done is said in the plan and left out.
/// See https://discord.com/developers/docs/topics/permissions.
/// </summary>
internal sealed class Permits
{
    private const int MostNamed = 4;

    private readonly GuildImage _image;
    private readonly Id<Role>[] _mine;
    private readonly Permissions _bot;
    private readonly Permissions _actor;

    public Permits(GuildImage image, Actor actor)
    {
        _image = image;
        _mine = image.Me?.Roles.ToArray() ?? [];
        _bot = InGuild(image.BotId, _mine);

        // What nobody asked for reaches as far as Mainstay itself.
        _actor = actor.User.IsNone ? _bot : InGuild(actor.User, actor.Roles);
    }

    /// <summary>What Mainstay may do in the whole server.</summary>
    public Permissions Held => _bot;

    /// <summary>What Mainstay may do in a channel.</summary>
    public Permissions In(Channel channel) => PermissionMaths.Effective(Raw(channel), channel.Type);

    /// <summary>Why a channel cannot be made with these overwrites; null when it can.</summary>
    public string? ToMake(Channel? parent, IReadOnlyList<OverwriteState> overwrites)
    {
        var here = parent is null ? _bot : In(parent);
        return !here.Has(Permissions.ManageChannels)
            ? $"Mainstay lacks **Manage Channels**{(parent is null ? "" : $" in {Mention.Channel(parent.Id)}")}. Give it in the server settings."
            : overwrites.Count == 0 ? null
            : ToOverwrite(_bot, Settable(null, null), null, overwrites.Select(o => (o.Allow, o.Allow | o.Deny))) ?? TooMany(overwrites) ?? Hides(overwrites);
    }

    /// <summary>Why a channel cannot be edited; null when it can.</summary>
    public string? ToEdit(Channel channel)
    {
        var needed = Permissions.ViewChannel | Permissions.ManageChannels | (PermissionMaths.IsVoice(channel.Type) ? Permissions.Connect : Permissions.None);
        return In(channel).Has(needed) ? null : $"Mainstay may not manage {Mention.Channel(channel.Id)}. Give it {Words(needed)} there.";
    }

    /// <summary>Why these overwrites of a channel cannot become those; null when they can.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="category">The category that it is in and stays in, when nothing else is planned for that.</param>
    /// <param name="before">As they stand.</param>
    /// <param name="after">As they are to be.</param>
    public string? ToOverwrite(Channel channel, Channel? category, IReadOnlyList<OverwriteState> before, IReadOnlyList<OverwriteState> after)
    {
        var old = before.ToDictionary(o => (o.Type, o.Id));
        var fresh = after.ToDictionary(o => (o.Type, o.Id));
        return ToOverwrite(In(channel), Settable(channel, category), channel, old.Keys.Union(fresh.Keys).Select(key =>
        {
            var (was, becomes) = (old.GetValueOrDefault(key), fresh.GetValueOrDefault(key));
            var (allow, deny) = (becomes?.Allow ?? 0, becomes?.Deny ?? 0);
            var gained = (allow & ~(was?.Allow ?? 0)) | ((was?.Deny ?? 0) & ~deny);
            return (gained, gained | ((was?.Allow ?? 0) & ~allow) | (deny & ~(was?.Deny ?? 0)));
        })) ?? TooMany(after) ?? Hides(after);
    }

    /// <summary>Why a role cannot be made or edited so that it grants this; null when it can.</summary>
    public string? ToGrant(string subject, Permissions permissions) =>
        !_bot.Has(Permissions.ManageRoles) ? "Mainstay lacks **Manage Roles**. Give it in the server settings."
        : !_bot.Has(permissions) ? $"{subject} is to grant {Words(permissions & ~_bot)}, which Mainstay does not have itself. Give Mainstay that first."
        : !_actor.Has(permissions) ? $"{subject} is to grant {Words(permissions & ~_actor)}, which you do not have yourself, so somebody who has it must ask for this."
        : null;

    public static string Words(Permissions permissions) => Mention.Permissions(permissions, MostNamed);

    private string? ToOverwrite(Permissions here, Permissions settable, Channel? channel, IEnumerable<(Permissions Gained, Permissions Touched)> differences)
    {
        var (gained, touched) = differences.Aggregate((Permissions.None, Permissions.None), (sum, d) => (sum.Item1 | d.Gained, sum.Item2 | d.Touched));
        var place = channel is null ? "" : $" in {Mention.Channel(channel.Id)}";
        return !here.Has(Permissions.ManageRoles) ? $"Mainstay may not set permissions{place}. Give it **Manage Roles**{(channel is null ? " in the server settings" : " there")}."
            : (touched & ~settable & ~Permissions.ManageRoles) is var lacking && lacking != 0 ? $"Mainstay may set only permissions that it has itself, and lacks {Words(lacking)}. Give it that in the server settings."
            : !settable.Has(touched) ? $"Discord lets only administrators allow or deny **Manage Roles** in a channel{(channel is null ? "" : $", as {Mention.Channel(channel.Id)} is to have it")}. Give Mainstay **Administrator**, or set that by hand."
            : !_actor.Has(gained) ? $"This would open {Words(gained & ~_actor)}{place}, which you do not have yourself, so somebody who has it must ask for this."
            : null;
    }

    private static string? TooMany(IReadOnlyList<OverwriteState> overwrites) => overwrites.Count > Limits.OverwritesPerRequest
        ? $"That would be permissions for {overwrites.Count} roles and people, and Discord takes {Limits.OverwritesPerRequest} at once."
        : null;

    /// <summary>A channel that Mainstay hides from itself it can neither look after nor put back.</summary>
    private string? Hides(IReadOnlyList<OverwriteState> overwrites)
    {
        Overwrite[] drawn = [.. overwrites.Select(o => new Overwrite { Id = o.Id, Type = o.Type, Allow = o.Allow, Deny = o.Deny })];
        return _bot.Has(Permissions.Administrator) || PermissionMaths.InChannel(_bot, _image.Id, _image.BotId, _mine, drawn).Has(Permissions.ViewChannel)
            ? null
            : "That would hide it from Mainstay itself. Allow **View Channel** to Mainstay's role there as well.";
    }

    /// <summary>As overwrites say, with permissions that have no meaning for the type of channel.</summary>
    private Permissions Raw(Channel channel) => PermissionMaths.InChannel(_bot, _image.Id, _image.BotId, _mine, channel.PermissionOverwrites);

    /// <summary>What Mainstay may allow or deny in a channel, or in one that is yet to be made.</summary>
    private Permissions Settable(Channel? channel, Channel? category) =>
        PermissionMaths.Overwritable(_bot, category is null || GuildImage.IsHidden(category) ? Permissions.None : In(category), _image.BotId, _mine, channel?.PermissionOverwrites);

    private Permissions InGuild(Id<User> user, IReadOnlyList<Id<Role>> roles)
    {
        var granted = _image.Roles.Find(_image.Id.Cast<Role>())?.Permissions ?? Permissions.None;
        foreach (var role in roles)
        {
            granted |= _image.Roles.Find(role)?.Permissions ?? Permissions.None;
        }

        return PermissionMaths.Base(_image.Guild?.OwnerId == user && !user.IsNone, granted);
    }
}
