using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Mainstay.Discord;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Modules.Repair;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Bench.Plan;

/// <summary>
/// The complete plan of a role repair, as the program makes it when somebody asks: claims read and digested, compared, changes, findings, frame, cost, cost of
/// undoing. Beside it a plain hash join of the same inputs, which only finds out who differs.
/// </summary>
internal static class PlanBenchmark
{
    private const double Goal = 0.5;

    public static async Task<int> RunAsync(string[] args)
    {
        var members = Measured.Option(args, "--members", 1_000_000);
        var repetitions = Measured.Option(args, "--repetitions", 7);
        var load = Measured.Load();
        var text = new StringBuilder("## Planning a role repair\n\n");
        var rows = new StringBuilder();
        var met = true;
        foreach (var sideBySide in new[] { false, true })
        {
            var scene = new PlanScene(members, sideBySide, seed: 11);
            var (plan, bits, lists) = await MeasureAsync(scene, repetitions);
            var order = sideBySide ? "in random order, a member's side by side" : "in random order";
            var ratio = Math.Max(Measured.Ratio(plan, bits), Measured.Ratio(plan, lists));
            met &= ratio <= Goal;
            rows.AppendLine(CultureInfo.InvariantCulture, $"| {scene.Claims.Length:N0} claims {order} | {Measured.Span(plan, "0")} | {Measured.Span(bits, "0")} | {Measured.Span(lists, "0")} | {Measured.Ratio(plan, bits):0.00} | {Measured.Ratio(plan, lists):0.00} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{Measured.Machine(load)} {members:N0} members with 3 to 7 of {PlanScene.Roles} roles, one in twenty not as the records say; {repetitions} interleaved runs after two that do not count; milliseconds, median (least–most); ratios are medians of each run's own.").AppendLine();
        text.AppendLine("| input | Mainstay, complete plan | hash join, role bits | hash join, role lists | to bits | to lists |\n|---|--:|--:|--:|--:|--:|");
        text.Append(rows).AppendLine();
        text.AppendLine("Mainstay's side is what the program does when somebody asks for the plan: digest of the claims for the frame, comparison, one change per member with roles before and after, reason and risk, findings, the frame itself, requests and estimated time of the plan and of its undoing.");
        text.AppendLine("The joins only collect the ids of those who differ. *Role bits*: a dictionary from member to 250 bits, made from the claims, then probed by each member of the image. *Role lists*: the same with a list of roles per member. All sides find the same members.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goal: at most {Goal} of the quicker join's time, on either input: {(met ? "met" : "**missed**")}.");
        Console.WriteLine(text);
        if (Measured.Text(args, "--out") is { } file)
        {
            await File.WriteAllTextAsync(file, text.ToString());
        }

        return met ? 0 : 1;
    }

    private static async Task<(List<double> Plan, List<double> Bits, List<double> Lists)> MeasureAsync(PlanScene scene, int repetitions)
    {
        // Settings are read from it; nobody has changed any.
        await using var database = TestDatabase.Sqlite();
        var services = new ServiceCollection();
        services.AddStore(database.Options);
        services.AddMainstayEngine(new BotOptions { Token = "none", Api = new Uri("http://127.0.0.1:1/api/v10"), Seed = 1, Intents = 0 });
        services.AddSingleton<IModule, RepairModule>();
        services.AddSingleton<IModule>(new ClaimsModule(scene.Set()));
        var provider = services.BuildServiceProvider();
        await using var disposal = provider.ConfigureAwait(false);
        await provider.GetRequiredService<MainstayBot>().MigrateAsync(CancellationToken.None);
        provider.GetRequiredService<GuildImages>().BotId = new Id<User>(200);
        provider.GetRequiredService<GuildImages>().Add(scene.Writer);

        var image = scene.Writer.Snapshot();
        List<double> plan = [], bits = [], lists = [];
        for (var i = -2; i < repetitions; i++)
        {
            var planned = await TimeAsync(() => PlanAsync(provider, scene));
            var joined = await TimeAsync(() => Task.FromResult(HashJoin.WithBits(image, scene.Claims)));
            var listed = await TimeAsync(() => Task.FromResult(HashJoin.WithLists(image, scene.Claims)));
            if (planned.Found != scene.Differing || joined.Found != planned.Found || listed.Found != planned.Found)
            {
                throw new InvalidOperationException($"{scene.Differing} members differ, but {planned.Found}, {joined.Found} and {listed.Found} were found.");
            }

            if (i >= 0)
            {
                plan.Add(planned.Milliseconds);
                bits.Add(joined.Milliseconds);
                lists.Add(listed.Milliseconds);
            }
        }

        return (plan, bits, lists);
    }

    private static async Task<int> PlanAsync(IServiceProvider services, PlanScene scene)
    {
        var registry = services.GetRequiredService<ModuleRegistry>();
        var outcome = await services.GetRequiredService<OperationPlanner>().PlanAsync(
            registry.Operation("repair.staff-roles")!, scene.Guild, scene.Actor, Arguments.None, CancellationToken.None);
        var framed = outcome.Value;
        var impact = Impact.Of(scene.Guild, framed.Draft.Changes, services.GetRequiredService<ChangeKinds>(), services.GetRequiredService<Pace>());
        return framed.Frame.ToString().Length > 0 && impact.Requests == framed.Draft.Changes.Count ? impact.People : -1;
    }

    private static async Task<(int Found, double Milliseconds)> TimeAsync(Func<Task<int>> work)
    {
        Measured.Collect();
        var started = Stopwatch.GetTimestamp();
        var found = await work();
        return (found, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private sealed class ClaimsModule(ClaimSet set) : IModule, IClaimSource
    {
        public string Name => "staff";

        public IReadOnlyList<IClaimSource> Claims => [this];

        public Task<ClaimSet> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => Task.FromResult(set);
    }
}

/// <summary>What a good engineer writes in ten minutes: a dictionary over the claims, probed by the members.</summary>
internal static class HashJoin
{
    public static int WithBits(GuildImage image, RoleClaim[] claims)
    {
        var bitOf = image.Roles.Select((role, i) => (role.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var claimed = new Dictionary<Id<User>, Bits>(image.Members.Count);
        foreach (ref readonly var claim in claims.AsSpan())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(claimed, claim.Member, out _).Set(bitOf[claim.Role]);
        }

        var differing = new List<Id<User>>();
        foreach (var member in image.Members)
        {
            if (member.IsBot)
            {
                continue;
            }

            var held = default(Bits);
            foreach (var role in member.Roles)
            {
                held.Set(bitOf[role]);
            }

            if (!claimed.TryGetValue(member.Id, out var wanted) || !wanted.Equals(held))
            {
                differing.Add(member.Id);
            }
        }

        return differing.Count;
    }

    public static int WithLists(GuildImage image, RoleClaim[] claims)
    {
        var claimed = new Dictionary<Id<User>, List<Id<Role>>>(image.Members.Count);
        foreach (ref readonly var claim in claims.AsSpan())
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(claimed, claim.Member, out _) ??= []).Add(claim.Role);
        }

        var differing = new List<Id<User>>();
        foreach (var member in image.Members)
        {
            if (!member.IsBot && (!claimed.TryGetValue(member.Id, out var wanted) || !Same(member.Roles, wanted)))
            {
                differing.Add(member.Id);
            }
        }

        return differing.Count;
    }

    private static bool Same(RoleSet held, List<Id<Role>> wanted)
    {
        if (held.Count != wanted.Count)
        {
            return false;
        }

        foreach (var role in held)
        {
            if (!wanted.Contains(role))
            {
                return false;
            }
        }

        return true;
    }

    private record struct Bits(ulong A, ulong B, ulong C, ulong D)
    {
        public void Set(int bit)
        {
            var mask = 1UL << (bit & 63);
            switch (bit >> 6)
            {
                case 0:
                    A |= mask;
                    break;
                case 1:
                    B |= mask;
                    break;
                case 2:
                    C |= mask;
                    break;
                default:
                    D |= mask;
                    break;
            }
        }
    }
}
