using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Bench.Members;

/// <summary>
/// Memory per mirrored member: ids, names, nick, avatars, roles, joined, premium since, timeout, pending, flags, with texts in memory, arrays as grown in
/// use, after a forced collection. Beside it an object per member in a dictionary, and caches of npm's clients.
/// </summary>
internal static class MembersBenchmark
{
    private const int Goal = 120;
    private const int GoalOnDisk = 60;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var members = Option(arguments, "--members", 100_000);
        var repetitions = Option(arguments, "--repetitions", 5);
        var ours = new List<double>();
        var onDisk = new List<double>();
        var naive = new List<double>();
        var snapshots = new List<double>();
        var lookups = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            naive.Add(Measure(() => Naive(members, seed: 7)) / members);
            GuildImageWriter? writer = null;
            ours.Add(Measure(() => writer = Packed(members, seed: 7)) / members);
            onDisk.Add(Measure(() => Packed(members, seed: 7, onDisk: true)) / members);
            snapshots.Add(SnapshotBytes(writer!));
            lookups.Add(LookupNanoseconds(writer!.Snapshot().Members));
        }

        Console.WriteLine($"Memory per mirrored member, {members:N0} members, median of {repetitions} (min - max), bytes.");
        Console.WriteLine();
        Console.WriteLine("| | B/member | of ours |");
        Console.WriteLine("|---|--:|--:|");
        var median = Median(ours);
        Row("Mainstay's guild image", ours, median);
        Row("Mainstay's guild image with names and avatars on disk and 64 bits for them in memory, as for servers of more than 250,000", onDisk, median);
        Row("an object per member (strings, ulong[], Dictionary)", naive, median);
        foreach (var peer in new[] { "eris", "discord.js" })
        {
            if (await PeerAsync(peer, members) is { } bytes)
            {
                Row(peer, bytes, median);
            }
            else
            {
                Console.WriteLine($"| {peer} | not installed (npm ci in bench/peers) | |");
            }
        }

        Console.WriteLine();
        Console.WriteLine($"A snapshot and one write after it: {Median(snapshots) / 1024:0.0} KiB. Finding a member: {Median(lookups):0} ns.");
        var away = Median(onDisk);
        Console.WriteLine($"Goal: {Goal} B/member or less: {(median <= Goal ? "met" : "missed")}; with names and avatars on disk {GoalOnDisk}: {(away <= GoalOnDisk ? "met" : "missed")}.");
        return median <= Goal && away <= GoalOnDisk ? 0 : 1;
    }

    private static object Naive(int members, int seed)
    {
        var table = new Dictionary<ulong, NaiveMember>();
        foreach (var chunk in MemberSamples.Chunks(members, seed))
        {
            foreach (var m in MemberSamples.Decode(chunk))
            {
                table[m.User!.Id.Value] = new NaiveMember(
                    m.User.Id.Value, m.User.Username, m.User.GlobalName, m.Nick.OrDefault(), m.User.Avatar, m.Avatar.OrDefault(),
                    [.. m.Roles.Select(role => role.Value)], m.JoinedAt, m.PremiumSince.OrDefault(), m.CommunicationDisabledUntil.OrDefault(), m.Pending ?? false, (int)(m.Flags ?? 0));
            }
        }

        return table;
    }

    private static GuildImageWriter Packed(int members, int seed, bool onDisk = false)
    {
        var writer = new GuildImageWriter(new Id<Guild>(1), new Id<User>(2)) { HasTextsOnDisk = onDisk };
        foreach (var chunk in MemberSamples.Chunks(members, seed))
        {
            // As after a save that has everything.
            writer.PutTextsAway();
            foreach (var m in MemberSamples.Decode(chunk))
            {
                writer.Upsert(new MemberData
                {
                    Id = m.User!.Id.Value,
                    Username = Utf8(m.User.Username),
                    GlobalName = Utf8(m.User.GlobalName),
                    Nick = Utf8(m.Nick.OrDefault()),
                    Avatar = Utf8(m.User.Avatar),
                    GuildAvatar = Utf8(m.Avatar.OrDefault()),
                    Roles = m.Roles.Select(role => role.Value).ToArray(),
                    JoinedAt = m.JoinedAt?.ToUnixTimeMilliseconds() ?? 0,
                    PremiumSince = m.PremiumSince.OrDefault()?.ToUnixTimeMilliseconds() ?? 0,
                    TimeoutUntil = m.CommunicationDisabledUntil.OrDefault()?.ToUnixTimeMilliseconds() ?? 0,
                    Flags = (int)(m.Flags ?? 0),
                    Pending = m.Pending ?? false,
                });
            }
        }

        writer.PutTextsAway();
        return writer;
    }

    private static double Measure(Func<object> build)
    {
        Collect();
        var before = GC.GetTotalMemory(true);
        var built = build();
        Collect();
        var bytes = GC.GetTotalMemory(true) - before;
        GC.KeepAlive(built);
        return bytes;
    }

    private static double SnapshotBytes(GuildImageWriter writer)
    {
        writer.Snapshot();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var image = writer.Snapshot();
        var middle = image.Members.AsEnumerable().Skip(image.Members.Count / 2).First().Id.Value;
        before = GC.GetAllocatedBytesForCurrentThread();
        writer.Upsert(new MemberData { Id = middle, Username = "somebody else"u8 });
        writer.Snapshot();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double LookupNanoseconds(MemberTable members)
    {
        var ids = members.AsEnumerable().Select(member => member.Id).ToArray();
        new Random(3).Shuffle(ids);
        var found = -ids.Length;
        foreach (var id in ids)
        {
            found += members.TryGet(id, out _) ? 1 : 0;
        }

        var started = Stopwatch.GetTimestamp();
        foreach (var id in ids)
        {
            found += members.TryGet(id, out _) ? 1 : 0;
        }

        var nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds / ids.Length;
        return found == ids.Length ? nanoseconds : throw new InvalidOperationException("A member was not found.");
    }

    private static async Task<List<double>?> PeerAsync(string peer, int members)
    {
        var root = Root();
        var home = new[] { Path.Combine(root, "bench", "peers"), Path.Combine(root, "conformance") }
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "node_modules", peer)));
        if (home is null)
        {
            return null;
        }

        var bytes = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--expose-gc", Path.Combine(root, "bench", "peers", "members.cjs"), peer, home])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            foreach (var chunk in MemberSamples.Chunks(members, seed: 7))
            {
                await node.StandardInput.BaseStream.WriteAsync(chunk);
                await node.StandardInput.BaseStream.WriteAsync("\n"u8.ToArray());
            }

            node.StandardInput.Close();
            bytes.Add(double.Parse(await node.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture) / members);
            await node.WaitForExitAsync();
        }

        return bytes;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        }

        return folder.FullName;
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Row(string name, List<double> values, double ours) =>
        Console.WriteLine($"| {name} | {Median(values):0} ({values.Min():0} - {values.Max():0}) | {Median(values) / ours:0.0} x |");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static byte[] Utf8(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);

    private static int Option(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private sealed record NaiveMember(
        ulong Id, string Username, string? GlobalName, string? Nick, string? Avatar, string? GuildAvatar, ulong[] Roles, DateTimeOffset? JoinedAt,
        DateTimeOffset? PremiumSince, DateTimeOffset? TimeoutUntil, bool Pending, int Flags);
}
