using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Collects the objects behind the ids of an interaction, in the form that interactions carry them.</summary>
internal sealed class ResolvedObjects(WorldChannel place, WorldUser person)
{
    private readonly Dictionary<Id<User>, User> _users = [];
    private readonly Dictionary<Id<User>, GuildMember> _members = [];
    private readonly Dictionary<Id<Role>, Role> _roles = [];
    private readonly Dictionary<Id<Channel>, Channel> _channels = [];
    private readonly Dictionary<Id<Message>, Message> _messages = [];
    private readonly Dictionary<Id<Attachment>, Attachment> _attachments = [];

    public void Add(WorldUser user)
    {
        _users[user.Id] = user.ToModel();
        if (place.Guild?.Member(user.Id) is { } member)
        {
            _members[user.Id] = member.ToPartial() with { Deaf = null, Mute = null, Permissions = place.Guild.PermissionsIn(member, place) };
        }
    }

    public void Add(Role role) => _roles[role.Id] = role;

    public void Add(WorldChannel channel)
    {
        var member = place.Guild?.Member(person.Id);
        _channels[channel.Id] = new Channel
        {
            Id = channel.Id,
            Type = channel.Type,
            Name = channel.Model.Name,
            Permissions = member is null ? Permissions.None : place.Guild!.PermissionsIn(member, channel),
            ParentId = channel.IsThread ? channel.Model.ParentId : default,
            ThreadMetadata = channel.Model.ThreadMetadata,
        };
    }

    public void Add(WorldMessage message, Id<User> viewer) => _messages[message.Id] = WorldChannel.Shown(message, viewer);

    public void Add(Attachment attachment) => _attachments[attachment.Id] = attachment;

    public ResolvedData? ToModel() => _users.Count + _roles.Count + _channels.Count + _messages.Count + _attachments.Count == 0 ? null : new ResolvedData
    {
        Users = _users.Count == 0 ? null : _users,
        Members = _members.Count == 0 ? null : _members,
        Roles = _roles.Count == 0 ? null : _roles,
        Channels = _channels.Count == 0 ? null : _channels,
        Messages = _messages.Count == 0 ? null : _messages,
        Attachments = _attachments.Count == 0 ? null : _attachments,
    };
}
