using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Testing.Engine;

/// <summary>
/// Builds the picture of a guild for planners, without Discord and without a database. The owner has the id 1, Mainstay's own member 2 with a role at the top
/// that may manage roles, unless the test says otherwise.
/// </summary>
public sealed class GuildBuilder
{
    private readonly GuildImageWriter _writer;
    private bool _complete = true;

    /// <summary>A guild with an owner, Mainstay, @everyone, and a role for Mainstay at position 100.</summary>
    public GuildBuilder(ulong id = 1_000, int mainstayPosition = 100, Permissions mainstayPermissions = Permissions.ManageRoles)
    {
        Id = new Id<Guild>(id);
        _writer = new GuildImageWriter(Id, Mainstay);
        _writer.SetGuild(Wire.Guild(Id, Owner));
        Role(id, 0, Permissions.ViewChannel, "@everyone");
        Role(MainstayRole.Value, mainstayPosition, mainstayPermissions, "Mainstay");
        Member(Owner.Value);
        Member(Mainstay.Value, MainstayRole.Value);
    }

    /// <summary>The guild's id.</summary>
    public Id<Guild> Id { get; }

    /// <summary>The owner.</summary>
    public static Id<User> Owner { get; } = new(1);

    /// <summary>Mainstay itself.</summary>
    public static Id<User> Mainstay { get; } = new(2);

    /// <summary>Mainstay's own role.</summary>
    public static Id<Role> MainstayRole { get; } = new(3);

    /// <summary>Adds or replaces a role.</summary>
    public GuildBuilder Role(ulong id, int position, Permissions permissions = Permissions.None, string? name = null, bool managed = false)
    {
        _writer.PutRole(new Role
        {
            Id = new Id<Role>(id),
            Name = name ?? $"role {id}",
            Color = 0,
            Hoist = false,
            Position = position,
            Permissions = permissions,
            Managed = managed,
            Mentionable = false,
        });
        return this;
    }

    /// <summary>Adds or replaces a role, given whole.</summary>
    public GuildBuilder Role(Role role)
    {
        _writer.PutRole(role);
        return this;
    }

    /// <summary>Takes a role away, as Discord does: from the guild and from its members.</summary>
    public GuildBuilder WithoutRole(ulong id)
    {
        _writer.RemoveRole(new Id<Role>(id));
        return this;
    }

    /// <summary>Adds or replaces a channel.</summary>
    public GuildBuilder Channel(
        ulong id, string? name = null, ChannelType type = ChannelType.GuildText, ulong parent = 0, int position = 0, IReadOnlyList<Overwrite>? overwrites = null, bool hidden = false)
    {
        _writer.PutChannel(new Channel
        {
            Id = new Id<Channel>(id),
            Type = type,
            GuildId = Id,
            Name = hidden ? "___hidden___" : name ?? $"channel-{id}",
            Position = position,
            ParentId = parent == 0 ? null : new Id<Channel>(parent),
            PermissionOverwrites = hidden ? [] : overwrites ?? [],
            Flags = hidden ? ChannelFlags.ChannelObfuscated : null,
        });
        return this;
    }

    /// <summary>Adds or replaces a channel, given whole.</summary>
    public GuildBuilder Channel(Channel channel)
    {
        _writer.PutChannel(channel);
        return this;
    }

    /// <summary>Takes a channel away that is proven to be gone.</summary>
    public GuildBuilder WithoutChannel(ulong id)
    {
        _writer.RemoveChannel(new Id<Channel>(id));
        return this;
    }

    /// <summary>Adds or replaces a member.</summary>
    public GuildBuilder Member(ulong id, params ReadOnlySpan<ulong> roles)
    {
        _writer.Upsert(new MemberData { Id = id, Username = Encoding.UTF8.GetBytes($"user{id}"), Roles = roles, JoinedAt = 1_700_000_000_000, Bot = id == Mainstay.Value });
        return this;
    }

    /// <summary>Takes a member out who is proven to be gone.</summary>
    public GuildBuilder WithoutMember(ulong id)
    {
        _writer.RemoveMember(new Id<User>(id));
        return this;
    }

    /// <summary>Leaves the member list open: who is not in it may still be there.</summary>
    public GuildBuilder Incomplete()
    {
        _complete = false;
        return this;
    }

    /// <summary>The picture as it stands now. The builder goes on.</summary>
    public GuildImage Build()
    {
        var known = new Completeness(Extent.Complete, "the test says so");
        if (_writer.ObjectsCompleteness != known)
        {
            _writer.ObjectsCompleteness = known;
        }

        if (_complete && _writer.MembersCompleteness != known)
        {
            _writer.MembersCompleteness = known;
        }

        return _writer.Snapshot();
    }
}
