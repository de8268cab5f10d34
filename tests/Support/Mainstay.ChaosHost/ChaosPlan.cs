using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.ChaosHost;

/// <summary>
/// Five hundred changes of every kind, found by the names that the test gave to roles and channels: <c>edit-…</c> are edited and ordered, <c>doomed-…</c> deleted.
/// </summary>
internal static class ChaosPlan
{
    public const int MembersWithRoles = 180;
    public const int Nicks = 98;
    public const int Kicks = 15;
    public const int Bans = 4;
    public const int BulkBans = 2;
    public const int UsersOfBulkBan = 5;
    public const int NewRoles = 30;
    public const int NewChannels = 30;
    public const int Posts = 30;
    public const int PostsEdited = 15;
    public const int PostsDeleted = 10;
    public const int Rows = 50;
    public const int Edits = 10;
    public const int Doomed = 3;

    private const string Reason = "chaos";

    public static Outcome<Draft> Make(Planning<SettingsRecord> planning) => planning.Arguments["what"] switch
    {
        "rows" => new Draft { Changes = [.. RowsOf(planning.Image, 500)] },
        "everything" => new Draft { Changes = [.. Everything(planning)] },
        var some => new Draft { Changes = [.. Few(planning.Image, some ?? "")] },
    };

    public static string Text(string what, int number) => $"{what}-{number.ToString(CultureInfo.InvariantCulture)}";

    private static List<Change> Everything(Planning<SettingsRecord> planning)
    {
        var image = planning.Image;
        var people = new Queue<MemberView>();
        foreach (var member in image.Members)
        {
            if (!member.IsBot && member.Id != image.Guild!.OwnerId && planning.Reach.ActorIsAbove(member.Id) && member.Roles.ToArray().All(r => planning.Reach.Of(r) == RoleReach.Free))
            {
                people.Enqueue(member);
            }
        }

        var changes = new List<Change>();
        changes.AddRange(MemberChanges(image, people));
        changes.AddRange(Taking(people, planning.Arguments["unban"] ?? ""));
        AddInTurn(changes, RoleChanges(image));
        AddInTurn(changes, ChannelChanges(image));
        changes.AddRange(GuildChanges(image));
        AddMessages(image, changes);
        changes.AddRange(RowsOf(image, Rows));
        var settings = JsonNode.Parse(planning.Input.Body)!.AsObject();
        settings["number"] = 7;
        changes.Add(new SettingsChange { Settings = ChaosSettings.Name, Before = planning.Input.Body, After = settings.ToJsonString(), Summary = "a number", Reason = Reason });
        return changes;
    }

    /// <summary>A role, a channel, what is said in it, and who may see it: one of each, all under one name.</summary>
    private static IEnumerable<Change> Few(GuildImage image, string name)
    {
        var (role, channel) = (Provisional.Id<Role>(1), Provisional.Id<Channel>(2));
        yield return new RoleChange { Role = role, After = new() { Name = name, Permissions = Permissions.None, Color = 0, Hoist = false, Mentionable = false }, Reason = Reason };
        yield return new ChannelChange { Channel = channel, After = new() { Type = ChannelType.GuildText, Name = name }, Reason = Reason };
        yield return new MessageChange { Channel = channel, Message = Provisional.Id<Message>(3), After = new() { Content = name }, Reason = Reason };
        var topic = image.Channels.First(c => c.Type == ChannelType.GuildText && !GuildImage.IsHidden(c));
        yield return new ChannelChange { Channel = topic.Id, Before = new() { Topic = topic.Topic.OrDefault() ?? "" }, After = new() { Topic = name }, Reason = Reason };
    }

    /// <summary>An order comes after the order before it.</summary>
    private static void AddInTurn(List<Change> changes, IEnumerable<Change> more)
    {
        var before = -1;
        foreach (var change in more)
        {
            var isOrder = change is RoleOrderChange or ChannelOrderChange;
            changes.Add(isOrder && before >= 0 ? change with { DependsOn = [before] } : change);
            before = isOrder ? changes.Count - 1 : before;
        }
    }

    private static IEnumerable<Change> MemberChanges(GuildImage image, Queue<MemberView> people)
    {
        var role = image.Roles.Single(r => r.Name == "given").Id;
        for (var i = 0; i < MembersWithRoles; i++)
        {
            var member = people.Dequeue();
            var before = member.Roles.ToArray();
            yield return new MemberRolesChange { Member = member.Id, Before = before, After = [.. before.Append(role).Order()], Reason = Reason };
        }

        for (var i = 0; i < Nicks; i++)
        {
            var member = people.Dequeue();
            yield return new MemberChange { Member = member.Id, Before = new() { Nick = member.Nick ?? "" }, After = new() { Nick = Text("nick", i) }, Reason = Reason };
        }
    }

    private static IEnumerable<Change> Taking(Queue<MemberView> people, string unban)
    {
        for (var i = 0; i < Kicks; i++)
        {
            yield return new KickChange { Member = people.Dequeue().Id, Reason = Reason };
        }

        for (var i = 0; i < Bans; i++)
        {
            // Bans of one reason would go together.
            yield return new BansChange { Users = [people.Dequeue().Id], Banned = true, Reason = $"{Reason}, ban {i + 1}" };
        }

        for (var i = 0; i < BulkBans; i++)
        {
            yield return new BansChange { Users = [.. Enumerable.Range(0, UsersOfBulkBan).Select(_ => people.Dequeue().Id).Order()], Banned = true, Reason = $"{Reason}, bulk ban {i + 1}" };
        }

        foreach (var user in unban.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new BansChange { Users = [Id<User>.Parse(user)], Banned = false, Reason = Reason };
        }
    }

    private static IEnumerable<Change> RoleChanges(GuildImage image)
    {
        for (var i = 0; i < NewRoles; i++)
        {
            yield return new RoleChange { Role = Provisional.Id<Role>(1_000 + i), After = new() { Name = Text("new-role", i), Permissions = Permissions.None, Color = i + 1, Hoist = false, Mentionable = false }, Reason = Reason };
        }

        Role[] edited = [.. image.Roles.Where(r => r.Name.StartsWith("edit-", StringComparison.Ordinal)).OrderBy(r => r.Position).ThenByDescending(r => r.Id)];
        foreach (var role in edited)
        {
            yield return new RoleChange { Role = role.Id, Before = new() { Color = role.Color }, After = new() { Color = 0x123456 }, Reason = Reason };
        }

        foreach (var half in edited.Chunk(Edits / 2))
        {
            yield return new RoleOrderChange { Guild = image.Id, Before = [.. half.Select(r => r.Id)], After = [.. half.Reverse().Select(r => r.Id)], Reason = Reason };
        }

        foreach (var role in image.Roles.Where(r => r.Name.StartsWith("doomed-", StringComparison.Ordinal)))
        {
            yield return new RoleChange { Role = role.Id, Before = ObjectStates.Whole(image, role), Reason = Reason };
        }
    }

    private static IEnumerable<Change> ChannelChanges(GuildImage image)
    {
        for (var i = 0; i < NewChannels; i++)
        {
            yield return new ChannelChange { Channel = Provisional.Id<Channel>(2_000 + i), After = new() { Type = ChannelType.GuildText, Name = Text("new-channel", i) }, Reason = Reason };
        }

        Channel[] edited = [.. image.Channels.Where(c => c.Name?.StartsWith("edit-", StringComparison.Ordinal) == true).OrderBy(c => c.Position).ThenBy(c => c.Id)];
        foreach (var channel in edited)
        {
            yield return new ChannelChange { Channel = channel.Id, Before = new() { Topic = channel.Topic.OrDefault() ?? "" }, After = new() { Topic = "edited" }, Reason = Reason };
        }

        foreach (var half in edited.Chunk(Edits / 2))
        {
            yield return new ChannelOrderChange
            {
                Guild = image.Id,
                Before = [.. half.Select(c => new ChannelPlace(c.Id, default))],
                After = [.. half.Reverse().Select(c => new ChannelPlace(c.Id, default))],
                Reason = Reason,
            };
        }

        foreach (var channel in image.Channels.Where(c => c.Name?.StartsWith("doomed-", StringComparison.Ordinal) == true))
        {
            yield return new ChannelChange { Channel = channel.Id, Before = ObjectStates.Whole(image, channel), Reason = Reason };
        }
    }

    private static IEnumerable<Change> GuildChanges(GuildImage image)
    {
        var guild = image.Guild!;
        yield return new GuildChange { Guild = image.Id, Before = new() { Name = guild.Name }, After = new() { Name = "Chaos & Co" }, Reason = Reason };
        yield return new GuildChange
        {
            Guild = image.Id,
            Before = new() { AfkTimeoutSeconds = guild.AfkTimeout },
            After = new() { AfkTimeoutSeconds = guild.AfkTimeout == 900 ? 1_800 : 900 },
            Reason = Reason,
        };
    }

    private static void AddMessages(GuildImage image, List<Change> changes)
    {
        var channel = image.Channels.Single(c => c.Name == "posts").Id;
        for (var i = 0; i < Posts; i++)
        {
            var post = changes.Count;
            var message = Provisional.Id<Message>(3_000 + i);
            var text = new MessageState { Content = Text("post", i) };
            changes.Add(new MessageChange { Channel = channel, Message = message, After = text, Reason = Reason });
            if (i < PostsEdited)
            {
                changes.Add(new MessageChange { Channel = channel, Message = message, Before = text, After = new() { Content = Text("edited", i) }, Reason = Reason, DependsOn = [post] });
            }
            else if (i < PostsEdited + PostsDeleted)
            {
                changes.Add(new MessageChange { Channel = channel, Message = message, Before = text, Reason = Reason, DependsOn = [post] });
            }
        }
    }

    private static IEnumerable<Change> RowsOf(GuildImage image, int count) => Enumerable.Range(0, count).Select(i => new RowChange
    {
        Table = "chaos_row",
        Key = new Row { ["guild_id"] = (long)image.Id.Value, ["number"] = (long)i },
        After = new Row { ["word"] = Text("row", i) },
        Reason = Reason,
        Summary = Text("row", i),
    });
}
