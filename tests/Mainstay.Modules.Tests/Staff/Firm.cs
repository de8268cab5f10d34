using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sdk;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Staff;

/// <summary>A small firm: ranks from Trainee to Founder, of which Founder is out of Mainstay's reach.</summary>
internal static class Firm
{
    public const ulong Partner = 50;
    public const ulong Associate = 40;
    public const ulong Trainee = 35;
    public const ulong Boss = 60;
    public const ulong High = 99;

    public static readonly Rank[] Ranks =
    [
        new(new(High), "Founder", 9, 1, true),
        new(new(Partner), "Partner", 5, 1, true),
        new(new(Associate), "Associate", 2, 10, false),
        new(new(Trainee), "Trainee", 1, null, false),
    ];

    public static Actor Owner { get; } = new() { User = GuildBuilder.Owner };

    public static Actor Person(ulong id, ulong role) => new() { User = new(id), Roles = [new Id<Role>(role)] };

    public static StaffRecord Record(ulong user, ulong rank) => new(new(user), new(rank), StaffStatus.Active, DateTimeOffset.UnixEpoch) { HiredBy = GuildBuilder.Owner };

    public static Outcome<Draft> Hire(Actor actor, ulong member, string rank, params StaffRecord[] records) =>
        Plan(HirePlans.Hire, actor, [("member", $"{member}"), ("rank", rank)], records);

    public static Outcome<Draft> Plan(Func<Planning<StaffBook>, Outcome<Draft>> planner, Actor actor, (string, string?)[] arguments, params StaffRecord[] records)
    {
        var guild = new GuildBuilder().Role(High, 200).Role(Boss, 60).Role(Partner, 50).Role(Associate, 40).Role(Trainee, 35).Role(30, 30)
            .Member(10, 30).Member(12, Partner).Member(13, High).Member(14, Associate).Member(15, Trainee);
        foreach (var role in actor.Roles)
        {
            guild.Member(actor.User.Value, role.Value);
        }

        var image = guild.Build();
        return planner(new(image, new StaffBook(Ranks, records), Arguments.Of(arguments), actor, Reaches.Of(image, actor), DateTimeOffset.UnixEpoch.AddDays(1)));
    }
}
