using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Image;

/// <summary>
/// A guild as it is now: takes events and lists in, gives still pictures out, and remembers what the mirror has not got yet. Each call is short and under
/// one lock, so that events, a running list and planners do not wait for each other.
/// </summary>
internal sealed partial class LiveGuild
{
    private readonly Lock _lock = new();
    private readonly GuildImageWriter _writer;
    private readonly TimeProvider _time;
    private readonly HashSet<Id<User>> _dirty = [];
    private readonly List<RoleHistoryEntry> _roleChanges = [];
    private readonly List<RoleChangeAuthor> _attributions = [];
    private readonly byte[] _scratch = new byte[256];
    private Id<Role>[] _rolesBefore = new Id<Role>[16];
    private bool _dirtyObjects;
    private bool _dirtyState;
    private int _saving;
    private MemberPass? _pass;
    private HashSet<Id<Role>>? _rolesTold;

    public LiveGuild(GuildImageWriter writer, TimeProvider time)
    {
        _writer = writer;
        _time = time;
    }

    public Id<Guild> Id => _writer.Id;

    /// <summary>See <see cref="GuildImageOptions.MostWithTexts" />.</summary>
    public int MostWithTexts { get; init; } = int.MaxValue;

    /// <summary>Told, under the lock, of the roles that an event gave to and took from a member.</summary>
    public Action<Id<User>, Id<Role>[], Id<Role>[]>? RolesChanged { get; init; }

    /// <summary>How many members Discord says there are; null until it has.</summary>
    public int? Expected { get; private set; }

    /// <summary>Whether Discord has shown the guild to this process: what the mirror had is not yet that.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Whether the image began with what the mirror had. If not, the mirror may have people whom the image never heard of.</summary>
    public bool IsFromMirror { get; set; }

    public GuildImage Snapshot()
    {
        lock (_lock)
        {
            return _writer.Snapshot();
        }
    }

    public void Create(GuildCreateEvent guild)
    {
        lock (_lock)
        {
            var at = _time.GetUtcNow();
            _writer.SetGuild(guild);
            Replace(guild);
            foreach (var member in guild.Members)
            {
                Take(MemberReading.Of(member), at);
            }

            Expected = guild.MemberCount;
            IsShown = true;
            _writer.IsAvailable = true;
            _writer.ObjectsCompleteness = new Completeness(Extent.Complete, "Discord sent all roles and channels", at);
            _dirtyObjects = true;
            _dirtyState = true;
        }
    }

    public void Update(Guild guild)
    {
        lock (_lock)
        {
            _writer.SetGuild(guild);
            foreach (var role in guild.Roles)
            {
                _writer.PutRole(role);
            }

            _dirtyObjects = true;
        }
    }

    /// <summary>An outage: nobody left, and nothing that is told meanwhile proves anything.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _writer.IsAvailable = false;
            Doubt("the guild had an outage");
        }
    }

    /// <summary>The events between the last session and this one are lost.</summary>
    public void LoseSession()
    {
        lock (_lock)
        {
            Doubt("a new session began, and what happened before it is not known");
        }
    }

    /// <summary>Something may have been missed that the image itself has. The next complete list settles it.</summary>
    public void MarkStale(string reason)
    {
        lock (_lock)
        {
            _writer.Stale = reason;
            _pass?.Break(reason);
        }
    }

    /// <summary>An event never came or could not be taken in: it may have been anybody's coming. The next complete list mends it.</summary>
    public void LoseEvent(string reason)
    {
        lock (_lock)
        {
            _writer.Stale = reason;
            Doubt(reason);
        }
    }

    /// <summary>The session that the mirror was saved in goes on, and everything since has been replayed.</summary>
    public void Resumed(bool membersWereComplete)
    {
        lock (_lock)
        {
            var at = _time.GetUtcNow();
            IsShown = true;
            _writer.ObjectsCompleteness = new Completeness(Extent.Complete, "the session went on where the mirror left it", at);
            if (membersWereComplete && !_writer.MembersCompleteness.IsComplete)
            {
                _writer.MembersCompleteness = new Completeness(Extent.Complete, "the session went on where the mirror left it", at);
                Expected ??= _writer.MemberCount;
            }

            _dirtyState = true;
        }
    }

    public void Put(Role role)
    {
        lock (_lock)
        {
            _rolesTold?.Add(role.Id);
            _writer.PutRole(role);
            _dirtyObjects = true;
        }
    }

    public void Remove(Id<Role> role)
    {
        lock (_lock)
        {
            _rolesTold?.Add(role);
            Drop(role);
            _dirtyObjects = true;
        }
    }

    /// <summary>The roles are about to be asked for: what events say of a role from now on counts for more than the answer.</summary>
    public HashSet<Id<Role>> BeginRoles()
    {
        lock (_lock)
        {
            return _rolesTold = [];
        }
    }

    /// <summary>Discord's answer with all roles. Those that are not in it are gone.</summary>
    public void List(HashSet<Id<Role>> told, IReadOnlyList<Role> roles)
    {
        lock (_lock)
        {
            _rolesTold = null;
            foreach (var gone in _writer.RoleIds.Except(roles.Select(role => role.Id)).Where(id => !told.Contains(id)).ToArray())
            {
                Drop(gone);
            }

            foreach (var role in roles.Where(role => !told.Contains(role.Id)))
            {
                _writer.PutRole(role);
            }

            if (_writer.IsAvailable)
            {
                _writer.RolesCompleteness = new Completeness(Extent.Complete, "Discord sent all roles", _time.GetUtcNow());
            }

            _dirtyObjects = true;
        }
    }

    public void Put(Channel channel)
    {
        lock (_lock)
        {
            _writer.PutChannel(channel);
            _dirtyObjects = true;
        }
    }

    public void Remove(Id<Channel> channel)
    {
        lock (_lock)
        {
            _writer.RemoveChannel(channel);
            _dirtyObjects = true;
        }
    }

    private void Doubt(string reason)
    {
        _pass?.Break(reason);
        if (_writer.MembersCompleteness.Extent != Extent.Unknown)
        {
            _writer.MembersCompleteness = new Completeness(Extent.Partial, reason, _time.GetUtcNow());
        }

        if (_writer.RolesCompleteness.IsComplete)
        {
            _writer.RolesCompleteness = new Completeness(Extent.Partial, reason, _time.GetUtcNow());
        }

        if (_writer.ChannelsCompleteness.IsComplete)
        {
            _writer.ChannelsCompleteness = new Completeness(Extent.Partial, reason, _time.GetUtcNow());
        }

        _dirtyState = true;
    }

    private void Drop(Id<Role> role)
    {
        _pass?.Drop(role);
        _dirty.UnionWith(_writer.RemoveRole(role));
    }

    private void Replace(GuildCreateEvent guild)
    {
        foreach (var gone in _writer.RoleIds.Except(guild.Roles.Select(role => role.Id)).ToArray())
        {
            Drop(gone);
        }

        foreach (var gone in _writer.ChannelIds.Except(guild.Channels.Select(channel => channel.Id)).ToArray())
        {
            _writer.RemoveChannel(gone);
        }

        foreach (var role in guild.Roles)
        {
            _writer.PutRole(role);
        }

        foreach (var channel in guild.Channels)
        {
            _writer.PutChannel(channel);
        }
    }
}
