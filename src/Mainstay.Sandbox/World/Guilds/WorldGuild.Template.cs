using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>The guild as a template: roles, channels and settings under small numbers of their own.</summary>
internal sealed partial class WorldGuild
{
    /// <summary>Makes a template of the guild as it is; it is read at <c>/guilds/templates/{code}</c>.</summary>
    public GuildTemplate MakeTemplate(WorldUser creator, string name, string? description = null)
    {
        var template = new GuildTemplate
        {
            Code = World.Text(12),
            Name = name,
            Description = description,
            UsageCount = 0,
            CreatorId = creator.Id,
            Creator = new(creator.ToModel()),
            CreatedAt = World.Now,
            UpdatedAt = World.Now,
            SourceGuildId = Id,
            SerializedSourceGuild = Snapshot(),
            IsDirty = null,
        };
        World.Templates.Add(template.Code, template);
        return template;
    }

    private GuildSnapshot Snapshot()
    {
        var roles = RolesInOrder.Select((role, at) => (role.Id, At: at)).ToDictionary(r => r.Id, r => r.At);
        var ordered = ChannelsInOrder.OrderBy(c => c.Type != ChannelType.GuildCategory).ToArray();
        var channels = ordered.Select((channel, at) => (channel.Id, At: at + 1)).ToDictionary(c => c.Id, c => c.At);
        Id<SnapshotChannel>? Local(Id<Channel>? id) => id is { } given && channels.TryGetValue(given, out var at) ? new((ulong)at) : null;
        return new GuildSnapshot
        {
            Name = Settings.Name,
            Description = Settings.Description,
            Region = Settings.Region,
            VerificationLevel = Settings.VerificationLevel,
            DefaultMessageNotifications = Settings.DefaultMessageNotifications,
            ExplicitContentFilter = Settings.ExplicitContentFilter,
            PreferredLocale = Settings.PreferredLocale,
            AfkChannelId = Local(Settings.AfkChannelId),
            AfkTimeout = Settings.AfkTimeout,
            SystemChannelId = Local(Settings.SystemChannelId),
            SystemChannelFlags = Settings.SystemChannelFlags,
            Roles = [.. RolesInOrder.Where(r => !r.Managed).Select(r => new SnapshotRole
            {
                Id = roles[r.Id],
                Name = r.Name,
                Permissions = r.Permissions,
                Color = r.Color,
                Colors = new(r.Colors),
                Hoist = r.Hoist,
                Mentionable = r.Mentionable,
                Icon = new(null),
                UnicodeEmoji = r.UnicodeEmoji,
            })],
            Channels = [.. ordered.Select(c => Snapshot(c, channels[c.Id], Local(c.ParentId), roles))],
        };
    }

    private SnapshotChannel Snapshot(WorldChannel channel, int at, Id<SnapshotChannel>? parent, Dictionary<Id<Role>, int> roles)
    {
        var model = channel.Model;
        return new SnapshotChannel
        {
            Id = at,
            Type = channel.Type,
            Name = model.Name,
            Position = model.Position,
            Topic = model.Topic.OrDefault(),
            Bitrate = model.Bitrate ?? 64_000,
            UserLimit = model.UserLimit ?? 0,
            Nsfw = model.Nsfw ?? false,
            RateLimitPerUser = model.RateLimitPerUser ?? 0,
            ParentId = parent,
            // Overwrites of members and of bots' own roles stay behind.
            PermissionOverwrites = [.. (model.PermissionOverwrites ?? [])
                .Where(o => o.Type == OverwriteType.Role && Roles.TryGetValue(o.Id.Cast<Role>(), out var role) && !role.Managed)
                .Select(o => o with { Id = new((ulong)roles[o.Id.Cast<Role>()]) })],
            DefaultAutoArchiveDuration = new(model.DefaultAutoArchiveDuration),
            AvailableTags = new(model.AvailableTags?.Select((t, index) => new SnapshotTag
            {
                Id = index,
                Name = t.Name,
                EmojiId = t.EmojiId,
                EmojiName = t.EmojiName,
                Moderated = t.Moderated,
            }).ToArray()),
            Template = "",
            DefaultReactionEmoji = new(model.DefaultReactionEmoji.OrDefault()),
            DefaultThreadRateLimitPerUser = new(model.DefaultThreadRateLimitPerUser),
            DefaultSortOrder = new(model.DefaultSortOrder.OrDefault()),
            DefaultForumLayout = new(model.DefaultForumLayout),
            DefaultTagSetting = new(null),
            ThemeColor = new(null),
        };
    }
}
