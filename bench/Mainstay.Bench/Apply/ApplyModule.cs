using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Bench.Apply;

/// <summary>One operation as a module writes it: so many members who have not got a role get it, some of them a second one too.</summary>
internal sealed class ApplyModule : IModule
{
    public const string Operation = "bench.give";

    private static readonly Capability Use = new("bench.give", "use the benchmark's operation");

    public string Name => "bench";

    public IReadOnlyList<Capability> Capabilities => [Use];

    public IReadOnlyList<Operation> Operations =>
    [
        new Operation<ApplyInput>
        {
            Name = Operation,
            Title = "Give roles",
            Capability = Use,
            Unattended = (_, _, _) => Task.FromResult(true),
            Read = (_, _) => Task.FromResult(Outcome.Of(new ApplyInput())),
            Plan = planning => Plan(planning),
        },
    ];

    /// <param name="single">How many members get one role: one PUT each.</param>
    /// <param name="both">How many members get two: one PATCH each.</param>
    public static Arguments Of(int single, int both) => Arguments.Of(
        ("single", single.ToString(CultureInfo.InvariantCulture)), ("both", both.ToString(CultureInfo.InvariantCulture)));

    private static Draft Plan(Planning<ApplyInput> planning)
    {
        var (first, second) = (Role(planning, ApplyWorld.First), Role(planning, ApplyWorld.Second));
        var single = int.Parse(planning.Arguments["single"]!, CultureInfo.InvariantCulture);
        var both = int.Parse(planning.Arguments["both"]!, CultureInfo.InvariantCulture);
        var waiting = planning.Image.Members.AsEnumerable()
            .Where(member => !member.IsBot && member.Id != planning.Image.Guild!.OwnerId && !member.Roles.Contains(first))
            .Take(single + both)
            .ToArray();

        // By turns, as kinds of change come in life.
        var changes = new List<Change>(waiting.Length);
        foreach (var member in waiting)
        {
            var two = both > 0 && (single == 0 || changes.Count % 2 == 0);
            (single, both) = two ? (single, both - 1) : (single - 1, both);
            changes.Add(new MemberRolesChange
            {
                Member = member.Id,
                Before = member.Roles.ToArray(),
                After = [.. member.Roles.ToArray().Concat(two ? [first, second] : [first]).Order()],
                Reason = "the benchmark says so",
            });
        }

        return new Draft { Changes = changes };
    }

    private static Id<Role> Role(Planning<ApplyInput> planning, string name) => planning.Image.Roles.First(role => role.Name == name).Id;
}

/// <summary>The operation needs nothing besides the image.</summary>
internal sealed record ApplyInput;
