using System.Text;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk.Tests.Image;

/// <summary>A member as the naive model keeps it: an object with strings, to hold the packed columns against.</summary>
internal sealed record ModelMember(ulong Id, string Username, string? GlobalName, string? Nick, string? Avatar, string? GuildAvatar)
{
    private static readonly string[] Names = ["ada", "Grace", "Ωmega", "李雷", "x", "zoë_the_second_of_her_name_here", "🦊🦊🦊"];

    public long JoinedAt { get; init; }

    public long PremiumSince { get; init; }

    public long TimeoutUntil { get; init; }

    public int Flags { get; init; }

    public bool Pending { get; init; }

    public bool Bot { get; init; }

    public string Roles { get; init; } = "";

    /// <summary>Some member of that id, decided by <paramref name="seed" /> alone; most rare things are rare.</summary>
    public static ModelMember Of(ulong id, int seed)
    {
        var random = new Random(seed);
        var roles = Enumerable.Range(0, random.Next(6)).Select(_ => (ulong)random.Next(1, 12)).Distinct().Order();
        return new ModelMember(id, Name(random), random.Next(2) == 0 ? Name(random) : null, random.Next(3) == 0 ? Name(random) : null, Hash(random, 4), Hash(random, 1))
        {
            JoinedAt = random.Next(10) == 0 ? 0 : 1_500_000_000_000 + random.Next(),
            PremiumSince = random.Next(8) == 0 ? 1_600_000_000_000 + random.Next() : 0,
            TimeoutUntil = random.Next(12) == 0 ? 1_700_000_000_000 + random.Next() : 0,
            Flags = random.Next(20) == 0 ? random.Next() : random.Next(1 << 11),
            Pending = random.Next(9) == 0,
            Bot = random.Next(9) == 0,
            Roles = string.Join(' ', roles),
        };
    }

    public static ModelMember Of(MemberView view) => new(view.Id.Value, view.Username, view.GlobalName, view.Nick, view.Avatar, view.GuildAvatar)
    {
        JoinedAt = view.JoinedAtMilliseconds,
        PremiumSince = view.PremiumSinceMilliseconds,
        TimeoutUntil = view.TimeoutUntilMilliseconds,
        Flags = (int)view.Flags,
        Pending = view.IsPending,
        Bot = view.IsBot,
        Roles = string.Join(' ', view.Roles.ToArray()),
    };

    public MemberChanges PutInto(GuildImageWriter writer) => writer.Upsert(new MemberData
    {
        Id = Id,
        Username = Utf8(Username),
        GlobalName = Utf8(GlobalName),
        Nick = Utf8(Nick),
        Avatar = Utf8(Avatar),
        GuildAvatar = Utf8(GuildAvatar),
        // In any order, and not always once: the image is to sort that out.
        Roles = [.. RoleIds().Reverse(), .. RoleIds().Take(1)],
        JoinedAt = JoinedAt,
        PremiumSince = PremiumSince,
        TimeoutUntil = TimeoutUntil,
        Flags = Flags,
        Pending = Pending,
        Bot = Bot,
    });

    public ModelMember Without(ulong role) => this with { Roles = string.Join(' ', RoleIds().Where(id => id != role)) };

    private IEnumerable<ulong> RoleIds() => Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ulong.Parse);

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");

    private static string Name(Random random) => Names[random.Next(Names.Length)] + random.Next(100);

    private static string? Hash(Random random, int often)
    {
        if (random.Next(6) >= often)
        {
            return null;
        }

        var digits = Convert.ToHexStringLower(random.NextBytes(16));
        return random.Next(8) switch { 0 => "a_" + digits, 1 => "odd" + digits, _ => digits };
    }
}

internal static class RandomBytes
{
    public static byte[] NextBytes(this Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
