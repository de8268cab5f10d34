using System.Text.Json;

namespace Mainstay.Discord.Tests;

/// <summary>How two JSON values differ, and the one place where it is said why a difference or an unnamed property is right.</summary>
internal static class Differences
{
    /// <summary>Properties that Discord documents and the models do not name: they are kept in <see cref="WireModel.Unknown" />, and nobody needs them yet.</summary>
    public static IReadOnlyDictionary<string, string> NotModelled { get; } = new Dictionary<string, string>
    {
        ["User.avatar_decoration"] = "The published types keep it beside avatar_decoration_data, which replaced it; Discord does not send it.",
        ["PartialUser.*"] = "The published type is every property of a user; Discord sends the id, and sometimes those that are named.",
        ["PartialApplication.*"] = "The published type is every property of an application; Discord sends those that are named.",
        ["Guild.owner"] = "Of the current user's list of guilds only, which has a model of its own.",
        ["Guild.permissions"] = "Of the current user's list of guilds only, which has a model of its own.",
        ["Guild.icon_hash"] = "Of templates only, which have a model of their own.",
        ["GuildCreateEvent.owner"] = "As for Guild.",
        ["GuildCreateEvent.permissions"] = "As for Guild.",
        ["GuildCreateEvent.icon_hash"] = "As for Guild.",
        ["Sticker.asset"] = "Always empty.",
        ["ScheduledEvent.user_rsvp"] = "Of people, never of bots.",
        ["Invite.liveliness"] = "Of the invite page for people.",
        ["Invite.is_contact"] = "Of the invite page for people.",
        ["Invite.is_nickname_changeable"] = "Of the invite page for people.",
        ["Invite.target_channel_id"] = "Of links to messages, which people share.",
        ["Invite.target_message_id"] = "Of links to messages, which people share.",
        ["Attachment.clip_created_at"] = "Of clips, which no command of ours looks at.",
        ["Attachment.clip_participants"] = "Of clips, which no command of ours looks at.",
        ["Attachment.application"] = "Of clips, which no command of ours looks at.",
        ["Message.role_subscription_data"] = "Money between people and Discord.",
        ["Message.purchase_notification"] = "Money between people and Discord.",
        ["Message.shared_client_theme"] = "Looks of the client.",
        ["Message.lobby_member"] = "Of games' lobbies, which bots are not in.",
        ["MessageEvent.role_subscription_data"] = "As for Message.",
        ["MessageEvent.shared_client_theme"] = "As for Message.",
        ["Activity.*"] = "Presence in all its detail; every event of it would be larger for something that nobody reads.",
    };

    /// <summary>Properties of which Discord's descriptions allow both null and absence, with one meaning; null comes back as absence.</summary>
    private static readonly Dictionary<string, string> NullIsAbsence = new()
    {
        [".name"] = "A channel without a name is a direct message.",
        [".approximate_member_count"] = "A guild that was not asked for with counts.",
        [".approximate_presence_count"] = "A guild that was not asked for with counts.",
    };

    /// <summary>Whether the list above names a property, as <c>Model.name</c> or by its whole model.</summary>
    public static bool IsNotModelled(string property) =>
        NotModelled.ContainsKey(property) || NotModelled.ContainsKey(property[..(property.IndexOf('.', StringComparison.Ordinal) + 1)] + "*");

    /// <summary>The places where the second value differs from the first, as <c>$.roles[0].name: why</c>. Numbers are equal when their values are.</summary>
    public static IEnumerable<string> Between(JsonElement one, JsonElement other, string at = "$")
    {
        if (one.ValueKind != other.ValueKind)
        {
            return [$"{at}: {one.ValueKind} became {other.ValueKind}"];
        }

        return one.ValueKind switch
        {
            JsonValueKind.Object => Objects(one, other, at),
            JsonValueKind.Array when one.GetArrayLength() != other.GetArrayLength() => [$"{at}: {one.GetArrayLength()} items became {other.GetArrayLength()}"],
            JsonValueKind.Array => one.EnumerateArray().Zip(other.EnumerateArray()).SelectMany((pair, i) => Between(pair.First, pair.Second, $"{at}[{i}]")),
            JsonValueKind.Number when one.GetDouble() != other.GetDouble() => [$"{at}: {one} became {other}"],
            JsonValueKind.String when one.GetString() != other.GetString() => [$"{at}: {one} became {other}"],
            _ => [],
        };
    }

    /// <summary>Whether a difference has no reason below.</summary>
    public static bool IsNotExplained(string difference) => !NullIsAbsence.Keys.Any(name => difference.EndsWith($"{name}: was lost (Null)", StringComparison.Ordinal));

    private static IEnumerable<string> Objects(JsonElement one, JsonElement other, string at)
    {
        foreach (var property in one.EnumerateObject())
        {
            if (!other.TryGetProperty(property.Name, out var value))
            {
                yield return $"{at}.{property.Name}: was lost ({property.Value.ValueKind})";
                continue;
            }

            foreach (var difference in Between(property.Value, value, $"{at}.{property.Name}"))
            {
                yield return difference;
            }
        }

        foreach (var property in other.EnumerateObject().Where(property => !one.TryGetProperty(property.Name, out _)))
        {
            yield return $"{at}.{property.Name}: was added";
        }
    }
}
