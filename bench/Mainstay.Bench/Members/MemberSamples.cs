using System.Text;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;

namespace Mainstay.Bench.Members;

/// <summary>GUILD_MEMBERS_CHUNK bodies of 1,000 members each, drawn from a seed: names of everyday length, 3 to 7 of 60 roles along a skewed choice.</summary>
internal static class MemberSamples
{
    private const int ChunkSize = 1_000;
    private const int Roles = 60;

    private static readonly string[] Words =
        ["shadow", "moon", "pixel", "storm", "lucky", "quiet", "river", "ember", "frost", "noble", "ivory", "delta", "zoë", "мира", "桜", "golden", "turbo", "mango"];

    public static IEnumerable<byte[]> Chunks(int members, int seed)
    {
        var random = new Random(seed);
        var first = Snowflake.At(new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var ids = new ulong[members];
        for (var i = 0; i < members; i++)
        {
            ids[i] = first + ((ulong)i << 32) + (ulong)random.NextInt64(1L << 30);
        }

        // Random within a chunk, as nobody has promised an order.
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            random.Shuffle(chunk);
            yield return Chunk(chunk, random);
        }
    }

    public static GuildMember[] Decode(byte[] chunk) => JsonSerializer.Deserialize<GuildMember[]>(chunk, DiscordJson.Options)!;

    private static byte[] Chunk(ulong[] ids, Random random)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var id in ids)
            {
                Write(json, id, random);
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ulong id, Random random)
    {
        json.WriteStartObject();
        json.WriteStartObject("user"u8);
        json.WriteString("id"u8, id.ToString(null, null));
        json.WriteString("username"u8, $"{Word(random)}_{Word(random)}{random.Next(1000)}");
        json.WriteString("discriminator"u8, "0"u8);
        Text(json, "global_name"u8, random.Next(10) < 8 ? $"{Word(random)} {Word(random)}" : null);
        Text(json, "avatar"u8, random.Next(10) < 8 ? Hash(random) : null);
        json.WriteNumber("public_flags"u8, 0);
        json.WriteEndObject();
        Text(json, "nick"u8, random.Next(10) < 2 ? $"{Word(random)} the {Word(random)}" : null);
        Text(json, "avatar"u8, random.Next(100) < 2 ? Hash(random) : null);
        json.WriteStartArray("roles"u8);
        foreach (var role in PickRoles(random))
        {
            json.WriteStringValue(role.ToString(null, null));
        }

        json.WriteEndArray();
        json.WriteString("joined_at"u8, Snowflake.TimeOf(id).AddDays(random.Next(1, 500)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'"));
        Text(json, "premium_since"u8, random.Next(100) < 2 ? "2024-05-01T10:20:30.123000+00:00" : null);
        json.WriteBoolean("deaf"u8, false);
        json.WriteBoolean("mute"u8, false);
        json.WriteNumber("flags"u8, random.Next(4));
        json.WriteBoolean("pending"u8, random.Next(50) == 0);
        Text(json, "communication_disabled_until"u8, random.Next(500) == 0 ? "2026-12-01T10:20:30.000000+00:00" : null);
        json.WriteEndObject();
    }

    // Roles of real servers go together: half of all members have one of a few dozen usual sets, the others their own.
    private static IEnumerable<ulong> PickRoles(Random random)
    {
        var choice = random.Next(2) == 0 ? new Random(random.Next(40)) : random;
        return Enumerable.Range(0, choice.Next(3, 8)).Select(_ => 5_000_000_000ul + (ulong)(Roles * Math.Pow(choice.NextDouble(), 2))).Distinct();
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static string Hash(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return (random.Next(10) == 0 ? "a_" : "") + Convert.ToHexStringLower(bytes);
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, Encoding.UTF8.GetBytes(value));
        }
    }
}
