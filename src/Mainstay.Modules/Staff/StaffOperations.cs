using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Staff;

/// <summary>The planners: hire, fire, and saying which roles are ranks.</summary>
internal sealed class StaffOperations(StaffStore store)
{
    public const string Hire = "staff.hire";
    public const string Fire = "staff.fire";
    public const string AddRank = "staff.rank-add";
    public const string RemoveRank = "staff.rank-remove";

    public IReadOnlyList<Operation> All =>
    [
        Make(Hire, "Hire", StaffCapabilities.Manage, PlanHire),
        Make(Fire, "Fire", StaffCapabilities.Manage, PlanFire),
        Make(AddRank, "Add a staff rank", StaffCapabilities.Ranks, PlanAddRank),
        Make(RemoveRank, "Remove a staff rank", StaffCapabilities.Ranks, PlanRemoveRank),
    ];

    internal static Outcome<Draft> PlanHire(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.RankNamed(planning.Arguments["rank"] ?? "") is not { } rank)
        {
            return new Failure("staff.rank", "That is not a staff rank. Pick one from the list, or make the role a rank with `/staff rank add`.");
        }

        if (!image.Members.TryGet(user, out var member))
        {
            return Absent(image, user);
        }

        if (member.IsBot)
        {
            return new Failure("staff.bot", $"{Mention.User(user)} is a bot, and bots cannot be hired.");
        }

        if (book.RecordOf(user) is { IsActive: true } working)
        {
            return new Failure("staff.hired", $"{Mention.User(user)} is on staff already, as {Mention.Role(working.Rank)}.");
        }

        if (book.CountAt(rank.Role) >= rank.Most)
        {
            return new Failure("staff.full", $"{Mention.Role(rank.Role)} takes {rank.Most} and is full.");
        }

        if (Forbidden(planning, user, rank) is { } forbidden)
        {
            return forbidden;
        }

        var record = book.RecordOf(user);
        var name = Mention.Plain(rank.Name);
        var reason = planning.Arguments["reason"];
        var row = new Row
        {
            ["rank_role_id"] = (long)rank.Role.Value,
            ["status"] = "active",
            ["hired_at"] = planning.Now,
            ["hired_by"] = (long)planning.Actor.User.Value,
            ["ended_at"] = null,
        };
        return new Draft
        {
            Changes =
            [
                new RowChange
                {
                    Table = StaffTables.Member,
                    Key = Key(image, user),
                    Before = record is null ? null : RowOf(record),
                    After = row,
                    Reason = reason ?? "hired",
                    Summary = $"Staff record: {Mention.User(user)} works here as {name}",
                },
                History(planning, user, record, "hire", null, rank.Role, reason),
                .. Roles(planning, member, [rank.Role], reason ?? $"hired as {rank.Name}"),
            ],
            Findings = Kept(planning, member, [rank.Role]),
        };
    }

    internal static Outcome<Draft> PlanFire(Planning<StaffBook> planning)
    {
        var (image, book) = (planning.Image, planning.Input);
        var user = planning.Arguments.Id<User>("member");
        if (book.RecordOf(user) is not { IsActive: true } record)
        {
            return new Failure("staff.not-hired", $"{Mention.User(user)} is not on staff.");
        }

        if (Forbidden(planning, user, book.RankOf(record.Rank)) is { } forbidden)
        {
            return forbidden;
        }

        var reason = planning.Arguments["reason"];
        var there = image.Members.TryGet(user, out var member);
        return new Draft
        {
            Changes =
            [
                new RowChange
                {
                    Table = StaffTables.Member,
                    Key = Key(image, user),
                    Before = RowOf(record),
                    After = new Row { ["status"] = "terminated", ["ended_at"] = planning.Now },
                    Reason = reason ?? "fired",
                    Summary = $"Staff record: {Mention.User(user)} no longer works here",
                },
                History(planning, user, record, "fire", record.Rank, null, reason),
                .. there ? Roles(planning, member, [], reason ?? "fired") : [],
            ],
            Findings = there ? Kept(planning, member, []) : [new Finding("staff.absent", Severity.Info, Target.Member(user), $"{Mention.User(user)} is not in the server now, so only the record changes.")],
        };
    }

    internal static Outcome<Draft> PlanAddRank(Planning<StaffBook> planning)
    {
        var role = planning.Arguments.Id<Role>("role");
        var level = long.Parse(planning.Arguments["level"]!, CultureInfo.InvariantCulture);
        var most = long.Parse(planning.Arguments["limit"]!, CultureInfo.InvariantCulture);
        if (planning.Reach.Of(role) is var reach and not RoleReach.Free)
        {
            return new Failure("staff.role", Reach.Sentence(role, reach));
        }

        var found = planning.Image.Roles.Find(role)!;
        var old = planning.Input.RankOf(role);
        if (old is not null && old.Level == level && old.Most == most && old.Name == found.Name)
        {
            return new Draft { NothingToDo = $"{Mention.Role(role)} is a rank of that level and limit already." };
        }

        return new Draft
        {
            Changes =
            [
                new RowChange
                {
                    Table = StaffTables.Rank,
                    Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["role_id"] = (long)role.Value },
                    Before = old is null ? null : new Row { ["name"] = old.Name, ["level"] = old.Level, ["most"] = old.Most },
                    After = new Row { ["name"] = found.Name, ["level"] = level, ["most"] = most },
                    Reason = "staff rank set",
                    Summary = $"Rank: {Mention.Role(role)} at level {level}, for {most} {(most == 1 ? "person" : "people")}",
                },
            ],
        };
    }

    internal static Outcome<Draft> PlanRemoveRank(Planning<StaffBook> planning)
    {
        var role = planning.Arguments.Id<Role>("role");
        if (planning.Input.RankOf(role) is not { } rank)
        {
            return new Failure("staff.rank", $"{Mention.Role(role)} is not a staff rank.");
        }

        var holders = planning.Input.CountAt(role);
        if (holders > 0)
        {
            return new Failure("staff.rank-held", $"{holders} {(holders == 1 ? "person holds" : "people hold")} the rank {Mention.Role(role)}. Fire them first.");
        }

        return new Draft
        {
            Changes =
            [
                new RowChange
                {
                    Table = StaffTables.Rank,
                    Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["role_id"] = (long)role.Value },
                    Before = new Row { ["name"] = rank.Name, ["level"] = rank.Level, ["most"] = rank.Most },
                    Reason = "staff rank removed",
                    Summary = $"Rank: {Mention.Role(role)} is no longer one (the role stays)",
                },
            ],
        };
    }

    /// <summary>Nobody touches who stands at or above them, before or after: by the server's roles, and by staff level where they are on staff themselves.</summary>
    private static Failure? Forbidden(Planning<StaffBook> planning, Id<User> user, Rank? rank)
    {
        if (planning.Image.Guild?.OwnerId == planning.Actor.User)
        {
            return null;
        }

        if (user == planning.Actor.User)
        {
            return new Failure("authority.self", "You cannot do this to yourself.");
        }

        if (!planning.Reach.ActorIsAbove(user))
        {
            return new Failure("authority.above", $"{Mention.User(user)} does not stand below you in the server's role order.");
        }

        if (rank is not null && planning.Reach.Of(rank.Role) == RoleReach.AboveActor)
        {
            return new Failure("authority.above", Reach.Sentence(rank.Role, RoleReach.AboveActor));
        }

        return planning.Input.ActiveRankOf(planning.Actor.User) is { } own && rank is not null && rank.Level >= own.Level
            ? new Failure("authority.above", $"Your own rank, {Mention.Role(own.Role)}, does not stand above {Mention.Role(rank.Role)}.")
            : null;
    }

    /// <summary>The member's rank roles become the ones wanted; every other role stays. Rank roles out of reach are left, and <see cref="Kept" /> says so.</summary>
    private static IEnumerable<Change> Roles(Planning<StaffBook> planning, MemberView member, IReadOnlyList<Id<Role>> wanted, string reason)
    {
        var ranks = planning.Input.Ranks.Select(r => r.Role).ToHashSet();
        var before = member.Roles.ToArray();
        var kept = before.Where(r => !ranks.Contains(r) || (!wanted.Contains(r) && planning.Reach.Of(r) != RoleReach.Free));
        Id<Role>[] after = [.. kept.Concat(wanted).Distinct().Order()];
        if (before.AsSpan().SequenceEqual(after))
        {
            return [];
        }

        return [new MemberRolesChange { Member = member.Id, Before = before, After = after, Reason = reason, Risk = Risk.Elevated, DependsOn = [0] }];
    }

    /// <summary>Rank roles that should go and stay, because they are out of reach.</summary>
    private static IReadOnlyList<Finding> Kept(Planning<StaffBook> planning, MemberView member, IReadOnlyList<Id<Role>> wanted) =>
    [
        .. member.Roles.ToArray()
            .Where(r => !wanted.Contains(r) && planning.Input.RankOf(r) is not null && planning.Reach.Of(r) != RoleReach.Free)
            .Select(r => new Finding(
                "staff.kept", Severity.Critical, Target.Member(member.Id), $"{Mention.User(member.Id)} keeps {Mention.Role(r)}. {Reach.Sentence(r, planning.Reach.Of(r))}")),
    ];

    private static RowChange History(Planning<StaffBook> planning, Id<User> user, StaffRecord? record, string action, Id<Role>? from, Id<Role>? to, string? reason) => new()
    {
        Table = StaffTables.History,
        Key = Row.From([.. Key(planning.Image, user), new("number", (record?.Entries ?? 0) + 1L)]),
        After = new Row
        {
            ["action"] = action,
            ["from_role_id"] = (long?)from?.Value,
            ["to_role_id"] = (long?)to?.Value,
            ["by_id"] = (long)planning.Actor.User.Value,
            ["at"] = planning.Now,
            ["reason"] = reason,
        },
        Reason = reason ?? action,
        Summary = $"History: one more entry for {Mention.User(user)}",
        DependsOn = [0],
    };

    private static Failure Absent(GuildImage image, Id<User> user) => image.Members.Look(user) == Membership.Gone
        ? new Failure("staff.absent", $"{Mention.User(user)} is not in this server.")
        : new Failure("staff.unseen", $"I have not seen {Mention.User(user)} yet, because the member list is incomplete. Run `/sync users` first.");

    private static Row Key(GuildImage image, Id<User> user) => new() { ["guild_id"] = (long)image.Id.Value, ["user_id"] = (long)user.Value };

    private static Row RowOf(StaffRecord record) => new()
    {
        ["rank_role_id"] = (long)record.Rank.Value,
        ["status"] = record.IsActive ? "active" : "terminated",
        ["hired_at"] = record.HiredAt,
        ["hired_by"] = (long)record.HiredBy.Value,
        ["ended_at"] = record.EndedAt,
    };

    private Operation<StaffBook> Make(string name, string title, Capability capability, Func<Planning<StaffBook>, Outcome<Draft>> plan) => new()
    {
        Name = name,
        Title = title,
        Capability = capability,
        Read = async (reading, cancellationToken) =>
        {
            var book = await store.ReadAsync(reading.Guild, cancellationToken).ConfigureAwait(false);
            reading.RestsOn("the staff records", StaffStore.StateOf(book));
            return book;
        },
        Plan = plan,
    };
}
