using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>Messages as a person's client has them: Discord's object, and what only the client knows.</summary>
internal static class MessageViews
{
    public static JsonObject Of(DiscordWorld world, MessagePlace place, Id<User>? viewer = null)
    {
        var shown = JsonSerializer.SerializeToNode(WorldChannel.Shown(place.Message, viewer ?? place.OnlyFor?.Id), SandboxJson.Options)!.AsObject();
        if (world.Ephemerals.FailureOf(place.Message.Id) is { } failure)
        {
            shown["sandbox_error"] = failure;
        }

        return shown;
    }

    /// <summary>Everyone whom a message names, so that the page can show them by name and colour.</summary>
    public static IEnumerable<Id<User>> PeopleIn(Message message)
    {
        yield return message.Author.Id;
        foreach (var user in message.Mentions)
        {
            yield return user.Id;
        }

        if (message.InteractionMetadata?.User is { } user1)
        {
            yield return user1.Id;
        }

        if (message.ReferencedMessage.OrDefault() is { } answered)
        {
            yield return answered.Author.Id;
        }
    }

    /// <summary>Everyone mentioned anywhere in a message's texts, embeds included.</summary>
    public static IEnumerable<Id<User>> MentionedIn(JsonNode? node) => node switch
    {
        JsonObject many => many.SelectMany(p => MentionedIn(p.Value)),
        JsonArray list => list.SelectMany(MentionedIn),
        JsonValue value when value.TryGetValue<string>(out var text) => MentionedIn(text),
        _ => [],
    };

    private static IEnumerable<Id<User>> MentionedIn(string text)
    {
        for (var at = text.IndexOf("<@", StringComparison.Ordinal); at >= 0; at = text.IndexOf("<@", at + 2, StringComparison.Ordinal))
        {
            var from = at + 2;
            from += from < text.Length && text[from] == '!' ? 1 : 0;
            var to = from;
            while (to < text.Length && char.IsAsciiDigit(text[to]))
            {
                to++;
            }

            if (to > from && Id<User>.TryParse(text[from..to], out var id))
            {
                yield return id;
            }
        }
    }

    public static Dictionary<string, PersonView> People(DiscordWorld world, WorldGuild? guild, IEnumerable<Id<User>> ids)
    {
        var people = new Dictionary<string, PersonView>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (world.User(id) is { } user)
            {
                people[id.ToString()] = PersonViews.Of(guild, user);
            }
        }

        return people;
    }
}
