using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>Threads: started, changed, archived, left.</summary>
internal sealed partial class WorldGuild
{
    private const int DefaultAutoArchive = 1440;
    private static readonly string[] LoggedOfThreads = ["name", "type", "archived", "locked", "auto_archive_duration", "rate_limit_per_user", "flags"];

    /// <summary>Threads that a user may view, newest first; archives those whose time has come.</summary>
    public IEnumerable<WorldChannel> ActiveThreadsFor(Id<User> user)
    {
        ArchiveIdleThreads();
        return Threads.Values.Where(t => !t.Model.ThreadMetadata!.Archived && CanView(user, t)).OrderByDescending(t => t.Id);
    }

    /// <summary>Starts a thread in a channel, from one of its messages, or as a post of a forum.</summary>
    public WorldChannel StartThread(Act act, WorldChannel parent, ThreadDraft draft, Id<Message>? from = null)
    {
        var type = TypeOfThread(parent, draft, from);
        var needed = type == ChannelType.PrivateThread ? Permissions.CreatePrivateThreads
            : parent.IsForum ? Permissions.SendMessages : Permissions.CreatePublicThreads;
        var actor = Require(act, parent, needed);
        var source = from is { } id ? parent.Message(id) : null;
        if (source is not null && Threads.ContainsKey(source.Id.Cast<Channel>()))
        {
            throw Refusals.ThreadExists;
        }

        if (Threads.Values.Count(t => !t.Model.ThreadMetadata!.Archived) >= Limits.ActiveThreadsPerGuild)
        {
            throw Refusals.TooManyActiveThreads;
        }

        RequireTags(actor, parent, draft);
        var thread = new WorldChannel(World, this, NewThread(act, parent, draft, type, source?.Id.Cast<Channel>() ?? World.Ids.Next<Channel>()));
        Threads.Add(thread.Id, thread);
        World.Channels.Add(thread.Id, thread);
        AddTo(thread, act.By);
        World.Raise(new WorldEvent("THREAD_CREATE", Id, thread.Id, null, ThreadFor(thread, act.By) with { NewlyCreated = true }));
        RaiseMembers(thread, [act.By], []);
        if (parent.IsForum)
        {
            parent.Model = parent.Model with { LastMessageId = new(thread.Id.Cast<Message>()) };
            var first = thread.Compose(actor.User, draft.Message!, PermissionsIn(actor, thread).HasFlag(Permissions.MentionEveryone),
                new MessageOrigin { Id = thread.Id.Cast<Message>() });
            thread.Publish(first);
        }
        else
        {
            Announce(actor, parent, thread, source);
        }

        Log(act, AuditLogEvent.ThreadCreate, thread.Id.Value, ChangeList.Between(null, Loggable(thread.Model), LoggedOfThreads));
        return thread;
    }

    /// <summary>A post of a forum that a webhook begins; its first message follows.</summary>
    public WorldChannel StartPost(WorldChannel forum, string name, Id<User> owner)
    {
        var draft = new ThreadDraft { Name = name };
        var thread = new WorldChannel(World, this, NewThread(new Act(owner), forum, draft, ChannelType.PublicThread, World.Ids.Next<Channel>()));
        Threads.Add(thread.Id, thread);
        World.Channels.Add(thread.Id, thread);
        World.Raise(new WorldEvent("THREAD_CREATE", Id, thread.Id, null, thread.Model with { NewlyCreated = true }));
        return thread;
    }

    public WorldChannel ModifyThread(Act act, WorldChannel thread, ChannelDraft draft)
    {
        var actor = Require(act, thread, Permissions.ViewChannel);
        var permissions = PermissionsIn(actor, thread);
        var manages = permissions.HasFlag(Permissions.ManageThreads);
        var before = thread.Model;
        var old = before.ThreadMetadata!;
        var archived = draft.Archived.OrDefault() ?? old.Archived;
        var reopens = old.Archived && !archived;
        var owns = before.OwnerId == act.By;
        if (!manages && (draft.Locked.HasValue || draft.Invitable.HasValue && !owns || draft.RateLimitPerUser.HasValue || draft.Flags.HasValue
            || !(owns || reopens && !old.Locked && permissions.HasFlag(Permissions.SendMessagesInThreads))))
        {
            throw Refusal.MissingPermissions();
        }

        if (old.Archived && archived)
        {
            throw Refusals.ArchivedThread;
        }

        if (reopens && old.Locked && !manages)
        {
            throw Refusals.ThreadLocked;
        }

        var after = before with
        {
            Name = draft.Name.OrDefault() ?? before.Name,
            RateLimitPerUser = draft.RateLimitPerUser.OrDefault() ?? before.RateLimitPerUser,
            Flags = draft.Flags.OrDefault() ?? before.Flags,
            AppliedTags = draft.AppliedTags.OrDefault() ?? before.AppliedTags,
            ThreadMetadata = old with
            {
                Archived = archived,
                Locked = draft.Locked.OrDefault() ?? old.Locked,
                Invitable = draft.Invitable.OrDefault() ?? old.Invitable,
                AutoArchiveDuration = draft.AutoArchive.OrDefault() ?? old.AutoArchiveDuration,
                ArchiveTimestamp = archived != old.Archived ? World.Now : old.ArchiveTimestamp,
            },
        };
        var changes = ChangeList.Between(Loggable(before), Loggable(after), LoggedOfThreads);
        var sameTags = (before.AppliedTags ?? []).SequenceEqual(after.AppliedTags ?? []);
        if (!changes.IsEmpty || !sameTags || old.Invitable != after.ThreadMetadata!.Invitable)
        {
            thread.Model = after;
            RaiseThread(thread);
            Log(act, AuditLogEvent.ThreadUpdate, thread.Id.Value, changes);
        }

        return thread;
    }

    public WorldChannel DeleteThread(Act act, WorldChannel thread)
    {
        Require(act, thread, Permissions.ManageThreads);
        World.Raise(new WorldEvent("THREAD_DELETE", Id, thread.Id, null,
            new ThreadDeleteEvent { Id = thread.Id, GuildId = Id, ParentId = thread.ParentId!.Value, Type = thread.Type }));
        Threads.Remove(thread.Id);
        World.Channels.Remove(thread.Id);
        Log(act, AuditLogEvent.ThreadDelete, thread.Id.Value, ChangeList.Between(Loggable(thread.Model), null, LoggedOfThreads));
        return thread;
    }

    /// <summary>A member joins a thread, or is brought into it.</summary>
    public void EnterThread(Act act, WorldChannel thread, Id<User> user)
    {
        var actor = Require(act, thread, Permissions.ViewChannel);
        RequireOpen(thread);
        if (user != act.By)
        {
            var permissions = PermissionsIn(actor, thread);
            var mayInvite = thread.Model.ThreadMetadata!.Invitable != false || thread.Model.OwnerId == act.By || permissions.HasFlag(Permissions.ManageThreads);
            if (!permissions.HasFlag(Permissions.SendMessagesInThreads) || !mayInvite)
            {
                throw Refusal.MissingPermissions();
            }

            RequireMember(user);
        }

        if (thread.ThreadMembers.ContainsKey(user))
        {
            return;
        }

        if (thread.ThreadMembers.Count >= Limits.MembersPerThread)
        {
            throw Refusals.TooManyThreadMembers(Limits.MembersPerThread);
        }

        AddTo(thread, user);
        RaiseMembers(thread, [user], []);
    }

    /// <summary>A member leaves a thread, or is taken out of it.</summary>
    public void LeaveThread(Act act, WorldChannel thread, Id<User> user)
    {
        var actor = Require(act, thread, Permissions.ViewChannel);
        RequireOpen(thread);
        if (user != act.By && !PermissionsIn(actor, thread).HasFlag(Permissions.ManageThreads)
            && !(thread.Type == ChannelType.PrivateThread && thread.Model.OwnerId == act.By))
        {
            throw Refusal.MissingPermissions();
        }

        TakeFrom(thread, user);
    }

    /// <summary>A thread with the membership of the one who looks.</summary>
    public Channel ThreadFor(WorldChannel thread, Id<User> viewer) =>
        thread.ThreadMembers.TryGetValue(viewer, out var member) ? thread.Model with { Member = member } : thread.Model;

    private void LeaveThreads(Id<User> user)
    {
        foreach (var thread in Threads.Values.Where(t => t.ThreadMembers.ContainsKey(user)).ToArray())
        {
            TakeFrom(thread, user);
        }
    }

    private void AddTo(WorldChannel thread, Id<User> user)
    {
        thread.ThreadMembers[user] = new ThreadMember { Id = thread.Id, UserId = user, JoinTimestamp = World.Now, Flags = ThreadMemberFlags.None };
        thread.Model = thread.Model with { MemberCount = Math.Min(thread.ThreadMembers.Count, 50) };
    }

    private void TakeFrom(WorldChannel thread, Id<User> user)
    {
        if (!thread.ThreadMembers.Remove(user))
        {
            return;
        }

        thread.Model = thread.Model with { MemberCount = Math.Min(thread.ThreadMembers.Count, 50) };
        RaiseMembers(thread, [], [user]);
    }

    private void RaiseMembers(WorldChannel thread, IReadOnlyList<Id<User>> added, IReadOnlyList<Id<User>> removed) =>
        World.Raise(new WorldEvent("THREAD_MEMBERS_UPDATE", Id, thread.Id, null, Payloads.ThreadMembers(this, thread, added, removed)));

    /// <summary>Tells of a thread as it now is.</summary>
    public void RaiseThread(WorldChannel thread) => World.Raise(new WorldEvent("THREAD_UPDATE", Id, thread.Id, null, thread.Model));

    // Discord archives by itself; here whoever looks next finds it done.
    private void ArchiveIdleThreads()
    {
        foreach (var thread in Threads.Values)
        {
            var state = thread.Model.ThreadMetadata!;
            var active = thread.Messages.Last?.Id.CreatedAt ?? thread.Id.CreatedAt;
            var since = active > state.ArchiveTimestamp ? active : state.ArchiveTimestamp ?? active;
            if (!state.Archived && since.AddMinutes(state.AutoArchiveDuration) <= World.Now)
            {
                thread.Model = thread.Model with { ThreadMetadata = state with { Archived = true, ArchiveTimestamp = since.AddMinutes(state.AutoArchiveDuration) } };
                RaiseThread(thread);
            }
        }
    }

    private void Announce(WorldMember starter, WorldChannel parent, WorldChannel thread, WorldMessage? source)
    {
        if (source is null)
        {
            if (thread.Type != ChannelType.PrivateThread)
            {
                parent.PostSystem(starter.User, MessageType.ThreadCreated, thread.Model.Name!,
                    new MessageReference { Type = MessageReferenceType.Default, ChannelId = thread.Id, GuildId = Id });
            }

            return;
        }

        parent.MarkAsStarter(source, thread);
        thread.PostSystem(starter.User, MessageType.ThreadStarterMessage,
            reference: new MessageReference { Type = MessageReferenceType.Default, MessageId = source.Id, ChannelId = parent.Id, GuildId = Id });
    }

    private static ChannelType TypeOfThread(WorldChannel parent, ThreadDraft draft, Id<Message>? from) => parent.Type switch
    {
        ChannelType.GuildForum or ChannelType.GuildMedia when from is null => ChannelType.PublicThread,
        ChannelType.GuildAnnouncement when from is not null || draft.Type is null or ChannelType.AnnouncementThread => ChannelType.AnnouncementThread,
        ChannelType.GuildText when from is not null => ChannelType.PublicThread,
        ChannelType.GuildText when (draft.Type ?? ChannelType.PrivateThread) is ChannelType.PublicThread or ChannelType.PrivateThread =>
            draft.Type ?? ChannelType.PrivateThread,
        _ => throw Refusals.WrongChannelType,
    };

    private Channel NewThread(Act act, WorldChannel parent, ThreadDraft draft, ChannelType type, Id<Channel> id) => new()
    {
        Id = id,
        Type = type,
        GuildId = Id,
        Name = draft.Name,
        ParentId = new(parent.Id),
        OwnerId = act.By,
        LastMessageId = new(null),
        RateLimitPerUser = draft.RateLimitPerUser ?? parent.Model.DefaultThreadRateLimitPerUser ?? 0,
        MessageCount = 0,
        MemberCount = 0,
        TotalMessageSent = 0,
        Flags = ChannelFlags.None,
        AppliedTags = parent.IsForum ? draft.Tags : null,
        ThreadMetadata = new ThreadMetadata
        {
            Archived = false,
            ArchiveTimestamp = World.Now,
            AutoArchiveDuration = draft.AutoArchive ?? parent.Model.DefaultAutoArchiveDuration ?? DefaultAutoArchive,
            Locked = false,
            CreateTimestamp = World.Now,
            Invitable = type == ChannelType.PrivateThread ? draft.Invitable ?? true : null,
        },
    };

    private void RequireTags(WorldMember actor, WorldChannel parent, ThreadDraft draft)
    {
        if (!parent.IsForum)
        {
            return;
        }

        var tags = parent.Model.AvailableTags ?? [];
        if (draft.Tags.Count == 0 && parent.Model.Flags is { } flags && flags.HasFlag(ChannelFlags.RequireTag))
        {
            throw Refusals.TagRequired;
        }

        if (draft.Tags.Any(id => tags.FirstOrDefault(t => t.Id == id) is var tag
            && (tag is null || (tag.Moderated && !PermissionsIn(actor, parent).HasFlag(Permissions.ManageThreads)))))
        {
            throw Refusal.Form(new FieldError("applied_tags", "INVALID_FORUM_TAG", "Unknown or moderated tag"));
        }
    }

    private static void RequireOpen(WorldChannel thread)
    {
        if (thread.Model.ThreadMetadata!.Archived)
        {
            throw Refusals.ArchivedThread;
        }
    }

    private static object Loggable(Channel thread) => new
    {
        thread.Name,
        thread.Type,
        thread.ThreadMetadata!.Archived,
        thread.ThreadMetadata.Locked,
        thread.ThreadMetadata.AutoArchiveDuration,
        thread.RateLimitPerUser,
        thread.Flags,
    };
}
