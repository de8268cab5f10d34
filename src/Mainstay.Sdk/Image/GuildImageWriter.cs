using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;

namespace Mainstay.Sdk.Image;

/// <summary>
/// The hand that writes a <see cref="GuildImage" />: the engine's, for the live guild, and a test's, to build one for a planner. An update that says what the
/// image says already changes and allocates nothing. Not safe for use by two threads at once.
/// </summary>
public sealed class GuildImageWriter
{
    private readonly MemberWriter _members = new();
    private readonly Dictionary<Id<Role>, Role> _roles = [];
    private readonly Dictionary<Id<Channel>, Channel> _channels = [];
    private readonly HashSet<ulong> _gone = [];
    private GuildImage? _last;
    private GuildObjects<Role>? _lastRoles;
    private GuildObjects<Channel>? _lastChannels;
    private MemberTable? _lastMembers;
    private long _version;

    /// <summary>An image of a guild of which nothing is known yet.</summary>
    public GuildImageWriter(Id<Guild> id, Id<User> botId)
    {
        Id = id;
        BotId = botId;
    }

    /// <summary>The guild's id.</summary>
    public Id<Guild> Id { get; }

    /// <summary>The bot's own user id.</summary>
    public Id<User> BotId { get; }

    /// <summary>
    /// Whether the image has members' names and avatars in memory only until they are on disk (<see cref="PutTextsAway(MirrorSave)" />), and from then on eight
    /// bytes that tell when they change: for very large guilds.
    /// </summary>
    public bool HasTextsOnDisk { get; set; }

    /// <summary>How many members the image has.</summary>
    public int MemberCount => _members.Count;

    /// <summary>The guild's own fields, if known.</summary>
    public Guild? Guild { get; private set; }

    /// <summary>See <see cref="GuildImage.IsAvailable" />.</summary>
    public bool IsAvailable
    {
        get;
        set => Set(ref field, value);
    } = true;

    /// <summary>See <see cref="GuildImage.Stale" />.</summary>
    public string? Stale
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Whether the members are all of them. Declaring them complete forgets who is known to be gone, as everybody else is now.</summary>
    public Completeness MembersCompleteness
    {
        get;
        set
        {
            _gone.Clear();
            _lastMembers = null;
            Set(ref field, value);
        }
    } = Completeness.Unknown;

    /// <summary>Whether the roles and the channels are all of them, where Discord sends both whole; the roles' when they are told apart.</summary>
    public Completeness ObjectsCompleteness
    {
        get => RolesCompleteness;
        set
        {
            RolesCompleteness = value;
            ChannelsCompleteness = value;
        }
    }

    /// <summary>Whether the roles are all of them.</summary>
    public Completeness RolesCompleteness
    {
        get;
        set
        {
            _lastRoles = null;
            Set(ref field, value);
        }
    } = Completeness.Unknown;

    /// <summary>Whether the channels are all of them. REST leaves out those that the bot may not view, so only the gateway's list is whole.</summary>
    public Completeness ChannelsCompleteness
    {
        get;
        set
        {
            _lastChannels = null;
            Set(ref field, value);
        }
    } = Completeness.Unknown;

    /// <summary>A still picture. The same object comes back until something changes.</summary>
    public GuildImage Snapshot()
    {
        if (_last is not null)
        {
            return _last;
        }

        _lastRoles ??= new GuildObjects<Role>(new(_roles), RolesCompleteness);
        _lastChannels ??= new GuildObjects<Channel>(new(_channels), ChannelsCompleteness);
        _lastMembers ??= _members.Snapshot(MembersCompleteness, SortedGone());
        return _last = new GuildImage(Id, BotId, Guild, _lastRoles, _lastChannels, _lastMembers, IsAvailable, Stale, _version);
    }

    /// <summary>A member as of now, without a picture; the view is valid until the next call of the writer.</summary>
    public bool TryGetMember(Id<User> user, out MemberView member) => _members.TryGet(user.Value, out member);

    /// <summary>Whether the image says the same of a member already. False may also mean that only <see cref="Upsert" /> can tell.</summary>
    public bool Says(scoped in MemberData member) => _members.Says(member);

    /// <summary>Takes over what is told of a member, and says what that changed.</summary>
    public MemberChanges Upsert(scoped in MemberData member)
    {
        var changes = _members.Upsert(member);
        if (changes != MemberChanges.None)
        {
            if ((changes & MemberChanges.Added) != 0)
            {
                _gone.Remove(member.Id);
            }

            _lastMembers = null;
            Touch();
        }

        return changes;
    }

    /// <summary>Brings names and avatar of a member back into memory, for writing them whole.</summary>
    public void GiveTexts(scoped in MemberData member)
    {
        _members.GiveTexts(member);
        Forget();
    }

    /// <summary>What a save has brought to disk need not be in memory any more, if <see cref="HasTextsOnDisk" />.</summary>
    public void PutTextsAway(MirrorSave saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (HasTextsOnDisk)
        {
            _members.PutTextsAway(saved.Image.Members, saved.Members);
            Forget();
        }
    }

    /// <summary>The same when all that is in the image is on disk.</summary>
    public void PutTextsAway()
    {
        if (HasTextsOnDisk && _members.PutTextsAway())
        {
            Forget();
        }
    }

    /// <summary>Takes out a member who is proven to be gone; false when the image had none of that id.</summary>
    public bool RemoveMember(Id<User> user)
    {
        var removed = _members.Remove(user.Value);
        if (removed || (!MembersCompleteness.IsComplete && _gone.Add(user.Value)))
        {
            if (!MembersCompleteness.IsComplete)
            {
                _gone.Add(user.Value);
            }

            _lastMembers = null;
            Touch();
        }

        return removed;
    }

    /// <summary>Takes over the guild's own fields.</summary>
    public void SetGuild(Guild guild)
    {
        ArgumentNullException.ThrowIfNull(guild);
        guild = guild with { Roles = [] };
        Guild = guild.GetType() == typeof(Guild) ? guild : Plain(guild);
        Touch();
    }

    /// <summary>Adds or replaces a role.</summary>
    public void PutRole(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        _roles[role.Id] = role;
        _lastRoles = null;
        Touch();
    }

    /// <summary>Takes out a role that is proven to be gone, also from the members who had it, and returns these.</summary>
    public IReadOnlyList<Id<User>> RemoveRole(Id<Role> role)
    {
        _roles.Remove(role);
        _lastRoles = null;
        Touch();
        var members = _members.RemoveRole(role.Value);
        if (members.Count > 0)
        {
            _lastMembers = null;
        }

        return members;
    }

    /// <summary>Adds or replaces a channel. Of a hidden one only the place and the type are kept: Discord sends a made-up name and overwrite, which say nothing.</summary>
    public void PutChannel(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channels[channel.Id] = GuildImage.IsHidden(channel) ? channel with { Name = null, PermissionOverwrites = null } : channel;
        _lastChannels = null;
        Touch();
    }

    /// <summary>Takes out a channel that is proven to be gone.</summary>
    public void RemoveChannel(Id<Channel> channel)
    {
        _channels.Remove(channel);
        _lastChannels = null;
        Touch();
    }

    /// <summary>Whether the image has the role now.</summary>
    public bool HasRole(Id<Role> role) => _roles.ContainsKey(role);

    /// <summary>The role as the image has it now, or null.</summary>
    public Role? FindRole(Id<Role> role) => _roles.GetValueOrDefault(role);

    /// <summary>The ids of the roles that the image has now.</summary>
    public IReadOnlyCollection<Id<Role>> RoleIds => _roles.Keys;

    /// <summary>The ids of the channels that the image has now.</summary>
    public IReadOnlyCollection<Id<Channel>> ChannelIds => _channels.Keys;

    // GUILD_CREATE's guild drags the lists of members, channels and presences along, which have places of their own.
    private static Guild Plain(Guild guild) =>
        JsonSerializer.Deserialize<Guild>(JsonSerializer.SerializeToUtf8Bytes(guild, DiscordJson.Options), DiscordJson.Options)!;

    private ulong[] SortedGone()
    {
        var gone = _gone.ToArray();
        Array.Sort(gone);
        return gone;
    }

    private void Set<T>(ref T field, T value)
    {
        if (!EqualityComparer<T>.Default.Equals(field, value))
        {
            field = value;
            Touch();
        }
    }

    // The picture says the same, but holds on to what is not to be in memory.
    private void Forget()
    {
        _last = null;
        _lastMembers = null;
    }

    private void Touch()
    {
        _last = null;
        _version++;
    }
}
