using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Staff;

/// <summary>What every plan about somebody on staff is made of: the record with its line of history, and the rank roles.</summary>
internal static class StaffChanges
{
    /// <summary>The check that finds rank roles which should go and are out of reach.</summary>
    public const string OutOfReach = "staff.kept";

    /// <summary>
    /// The record as it becomes, with the line that tells of it. Every column stands on both sides, so that the change is left alone, and not taken back either,
    /// once anything about the record is newer. A first hire taken back leaves a terminated record: nobody's record is deleted, and neither is a line.
    /// </summary>
    public static RowChange Record(Planning<StaffBook> planning, StaffRecord? before, StaffRecord after, string action, string summary, Id<User>? by = null, bool byKnown = true, string? why = null)
    {
        var from = before is { IsOnStaff: true } ? before.Rank : (Id<Role>?)null;
        var to = after.IsActive ? after.Rank : (Id<Role>?)null;
        var held = before is { IsActive: true } ? before.Rank : (Id<Role>?)null;
        var reason = planning.Arguments["reason"] ?? why;
        var values = new List<KeyValuePair<string, object?>>
        {
            new("action", action),
            new("from_role_id", (long?)from?.Value),
            new("to_role_id", (long?)to?.Value),
            new("reason", reason),
        };
        if (by is not null || !byKnown)
        {
            values.Add(new("by_id", (long?)by?.Value));
        }

        return new RowChange
        {
            Table = StaffTables.Member,
            Key = Key(planning.Image, after.User),
            Before = before is null ? null : RowOf(before),
            After = RowOf(after),
            TakenBack = before is null ? RowOf(after with { Status = StaffStatus.Terminated, EndedAt = planning.Now }) : null,
            Line = new LedgerLine
            {
                Table = StaffTables.History,
                Key = Key(planning.Image, after.User),
                Values = Row.From(values),
                TakenBack = new Row
                {
                    ["action"] = HistoryAction.TakenBack,
                    ["from_role_id"] = (long?)to?.Value,
                    ["to_role_id"] = (long?)held?.Value,
                    ["reason"] = StaffTexts.TookBack(action),
                },
            },
            Reason = reason ?? StaffTexts.Reason(action),
            Summary = summary,
        };
    }

    /// <summary>
    /// The member's rank roles become the one wanted, or none; every other role stays. Rank roles out of reach are left, and <see cref="Kept" /> says so. The
    /// first change of the plan is the record.
    /// </summary>
    public static IEnumerable<Change> Roles(Planning<StaffBook> planning, MemberView member, Id<Role>? wanted, string reason)
    {
        var ranks = planning.Input.Ranks.Select(r => r.Role).ToHashSet();
        var before = member.Roles.ToArray();
        var after = before.Where(r => !ranks.Contains(r) || r == wanted || planning.Input.Elsewhere.Contains((member.Id, r)) || planning.Reach.Of(r) != RoleReach.Free).ToHashSet();
        if (wanted is { } role)
        {
            after.Add(role);
        }

        return after.SetEquals(before)
            ? []
            : [new MemberRolesChange { Member = member.Id, Before = before, After = [.. after.Order()], Reason = reason, Risk = Risk.Elevated, DependsOn = [0] }];
    }

    /// <summary>Rank roles that should go and stay: because they are out of reach, or because a job carries them too.</summary>
    public static IReadOnlyList<Finding> Kept(Planning<StaffBook> planning, MemberView member, Id<Role>? wanted) =>
    [
        .. member.Roles.ToArray()
            .Where(r => r != wanted && planning.Input.RankOf(r) is not null)
            .Select(r => (Role: r, Reach: planning.Reach.Of(r), IsClaimed: planning.Input.Elsewhere.Contains((member.Id, r))))
            .Where(r => r.IsClaimed || r.Reach != RoleReach.Free)
            .Select(r => r.IsClaimed
                ? new Finding("staff.claimed", Severity.Info, Target.Member(member.Id), $"{Mention.User(member.Id)} keeps {Mention.Role(r.Role)}, because a job carries it too.")
                : new Finding(OutOfReach, Severity.Critical, Target.Role(r.Role), $"{Mention.User(member.Id)} keeps {Mention.Role(r.Role)}. {Reach.Sentence(r.Role, r.Reach)}")),
    ];

    public static Failure Absent(GuildImage image, Id<User> user) => image.Members.Look(user) == Membership.Gone
        ? new Failure("staff.absent", $"{Mention.User(user)} is not in this server.")
        : new Failure("staff.unseen", $"I have not seen {Mention.User(user)} yet, because the member list is incomplete. Run `/sync users` first.");

    public static Row Key(GuildImage image, Id<User> user) => new() { ["guild_id"] = (long)image.Id.Value, ["user_id"] = (long)user.Value };

    public static Row RowOf(StaffRecord record) => new()
    {
        ["rank_role_id"] = (long)record.Rank.Value,
        ["status"] = record.Status switch { StaffStatus.Active => "active", StaffStatus.Inactive => "inactive", _ => "terminated" },
        ["inactive_because"] = record.Status == StaffStatus.Inactive ? record.Because : null,
        ["hired_at"] = record.HiredAt,
        ["hired_by"] = (long?)record.HiredBy?.Value,
        ["ended_at"] = record.EndedAt,
        ["roblox_username"] = record.Roblox,
    };

    public static Row RankKey(GuildImage image, Id<Role> role) => new() { ["guild_id"] = (long)image.Id.Value, ["role_id"] = (long)role.Value };

    public static Row RowOf(Rank rank) => new() { ["name"] = rank.Name, ["level"] = rank.Level, ["most"] = rank.Limit is { } limit ? (long)limit : null, ["may_manage"] = rank.MayManage };
}
