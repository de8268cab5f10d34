using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios;

/// <summary>Writes messages of the past into a new world.</summary>
internal static partial class Saying
{
    public static WorldMessage Say(this WorldChannel channel, WorldUser author, DateTimeOffset at, string content, WorldMessage? answers = null, Embed? embed = null)
    {
        var world = channel.Guild!.World;
        var id = world.Ids.At<Message>(at);
        var message = new WorldMessage(new Message
        {
            Id = id,
            ChannelId = channel.Id,
            Author = author.ToModel(),
            Content = content,
            Timestamp = at,
            EditedTimestamp = null,
            Tts = false,
            MentionEveryone = false,
            Mentions = [.. Mentioned(world, content)],
            MentionRoles = [],
            Attachments = [],
            Embeds = embed is null ? [] : [embed],
            Pinned = false,
            Type = answers is null ? MessageType.Default : MessageType.Reply,
            Flags = MessageFlags.None,
            Components = [],
            MessageReference = answers is null
                ? null
                : new MessageReference { Type = MessageReferenceType.Default, MessageId = answers.Id, ChannelId = channel.Id, GuildId = channel.Guild.Id },
            ReferencedMessage = answers is null ? default : new(answers.Model with { ReferencedMessage = default }),
        });
        channel.Messages.Set(id.Value, message);
        channel.Model = channel.Model with { LastMessageId = new(id) };
        return message;
    }

    public static void React(this WorldMessage message, string emoji, params IEnumerable<WorldUser> users)
    {
        var reaction = new WorldReaction(new Emoji { Id = null, Name = emoji });
        reaction.Users.AddRange(users);
        message.Reactions.Add(reaction);
    }

    private static IEnumerable<User> Mentioned(DiscordWorld world, string content) => Mention().Matches(content)
        .Select(match => world.User(Id<User>.Parse(match.Groups[1].ValueSpan)))
        .OfType<WorldUser>()
        .DistinctBy(user => user.Id)
        .Select(user => user.ToModel());

    [GeneratedRegex(@"<@(\d+)>")]
    private static partial Regex Mention();
}
