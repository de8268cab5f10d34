using System.Text.Json;
using Mainstay.Discord;

namespace Mainstay.Sandbox.Gateway;

/// <summary>Op 8 as sent. See https://discord.com/developers/docs/events/gateway-events#request-guild-members.</summary>
internal sealed record MemberRequest(Id<Guild> Guild, string Query, int Limit, IReadOnlyList<ulong>? Users, bool Presences, string? Nonce)
{
    /// <summary>At most so many by id or by the beginning of their name.</summary>
    public const int MaxNamed = 100;

    /// <summary>A longer nonce is left out of the answer.</summary>
    public const int MaxNonceBytes = 32;

    /// <summary>Whether the whole list is asked for, which is limited.</summary>
    public bool IsEveryone => Users is null && Query.Length == 0 && Limit == 0;

    /// <summary>Reads the data of op 8; null if it makes no sense.</summary>
    public static MemberRequest? Read(JsonElement data)
    {
        if (!data.TryGetProperty("guild_id", out var guild))
        {
            return null;
        }

        if (guild.ValueKind == JsonValueKind.Array && guild.GetArrayLength() == 1)
        {
            guild = guild[0];
        }

        if (IdOf(guild) is not { } id)
        {
            return null;
        }

        var users = data.TryGetProperty("user_ids", out var list) ? UsersOf(list) : null;
        var hasQuery = data.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.String;
        if (users is null && !hasQuery)
        {
            return null;
        }

        var nonce = data.TryGetProperty("nonce", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return new MemberRequest(
            new Id<Guild>(id),
            hasQuery ? query.GetString()! : "",
            data.TryGetProperty("limit", out var limit) && limit.TryGetInt32(out var number) ? Math.Max(0, number) : 0,
            users,
            data.TryGetProperty("presences", out var presences) && presences.ValueKind == JsonValueKind.True,
            nonce is not null && System.Text.Encoding.UTF8.GetByteCount(nonce) <= MaxNonceBytes ? nonce : null);
    }

    private static IReadOnlyList<ulong>? UsersOf(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => [.. list.EnumerateArray().Select(IdOf).OfType<ulong>().Distinct().Take(MaxNamed)],
        JsonValueKind.String or JsonValueKind.Number => IdOf(list) is { } one ? [one] : null,
        _ => null,
    };

    private static ulong? IdOf(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.String when ulong.TryParse(id.GetString(), out var value) => value,
        JsonValueKind.Number when id.TryGetUInt64(out var value) => value,
        _ => null,
    };
}
