using System.Text;
using System.Text.Json;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Gateway.Frames;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests.Gateway;

/// <summary>What is read in place equals what the serializer reads, on every sample of the corpus.</summary>
public sealed class ViewTests
{
    private static readonly string[] Hot =
        ["GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_MEMBERS_CHUNK", "MESSAGE_CREATE", "PRESENCE_UPDATE", "VOICE_STATE_UPDATE"];

    public static TheoryData<string> Samples { get; } = new(Corpus.Samples.Where(static sample =>
        sample.StartsWith("Events/", StringComparison.Ordinal) && Hot.Contains(sample["Events/".Length..].Split('.')[0])));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_view_says_what_the_model_says(string sample)
    {
        var json = Encoding.UTF8.GetString(Corpus.Read(sample));
        var frame = Framed("ANY", Encoding.UTF8.GetBytes(json));
        switch (sample["Events/".Length..].Split('.')[0])
        {
            case "GUILD_MEMBER_ADD" or "GUILD_MEMBER_UPDATE":
                if (Model<GuildMemberEvent>(json).User is null)
                {
                    // The model allows it, for members inside other objects; an update that names nobody is refused.
                    Should.Throw<JsonException>(() => GuildMemberView.Read(frame));
                    break;
                }

                var member = GuildMemberView.Read(frame);
                Same(member, Model<GuildMemberEvent>(json), Model<GuildMemberEvent>(json).GuildId);
                JsonSerializer.Serialize(member.ToModel(), DiscordJson.Options).ShouldBe(JsonSerializer.Serialize(Model<GuildMemberEvent>(json), DiscordJson.Options));
                break;
            case "GUILD_MEMBER_REMOVE":
                var removed = GuildMemberRemoveView.Read(frame);
                var removedModel = Model<GuildMemberRemoveEvent>(json);
                removed.GuildId.ShouldBe(removedModel.GuildId);
                removed.UserId.ShouldBe(removedModel.User.Id);
                removed.Username.ShouldBe(removedModel.User.Username);
                removed.IsBot.ShouldBe(removedModel.User.Bot ?? false);
                break;
            case "GUILD_MEMBERS_CHUNK":
                Same(GuildMembersChunkView.Read(frame), Model<GuildMembersChunkEvent>(json));
                break;
            case "MESSAGE_CREATE":
                Same(MessageView.Read(frame), Model<MessageEvent>(json));
                break;
            case "PRESENCE_UPDATE":
                var presence = PresenceView.Read(frame);
                var presenceModel = Model<Presence>(json);
                presence.UserId.ShouldBe(presenceModel.User.Id);
                presence.GuildId.ShouldBe(presenceModel.GuildId ?? default);
                presence.Status.ShouldBe(presenceModel.Status);
                presence.Username.ShouldBe(presenceModel.User.Username);
                presence.ActivityCount.ShouldBe(presenceModel.Activities?.Count ?? 0);
                break;
            default:
                Same(VoiceStateView.Read(frame), Model<VoiceState>(json));
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_body_cut_anywhere_is_refused(string sample)
    {
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Corpus.Read(sample)).Trim());
        var random = new Random(sample.Length);
        for (var i = 0; i < 40; i++)
        {
            var frame = Framed("ANY", body.AsSpan(0, random.Next(1, body.Length)).ToArray());
            Should.Throw<Exception>(() => Read(sample, frame)).ShouldBeAssignableTo<JsonException>();
        }
    }

    [Fact]
    public void Any_text_is_read_whether_escaped_or_not()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var nick = string.Concat(Enumerable.Range(0, random.Next(1, 90)).Select(_ => Letter(random)));
            foreach (var encoder in new[] { System.Text.Encodings.Web.JavaScriptEncoder.Default, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            {
                var quoted = JsonSerializer.Serialize(nick, new JsonSerializerOptions { Encoder = encoder });
                var json = Bodies.Member(1, 2, "NICK", "\"3\"").Replace("\"NICK\"", quoted, StringComparison.Ordinal);
                var view = GuildMemberView.Read(Framed("ANY", Encoding.UTF8.GetBytes(json)));
                view.Nick.ShouldBe(nick);
                view.NickUtf8.SequenceEqual(Encoding.UTF8.GetBytes(nick)).ShouldBeTrue();
            }
        }
    }

    [Theory]
    [InlineData("2015-04-26T06:26:56.936000+00:00")]
    [InlineData("2015-04-26T06:26:56+00:00")]
    [InlineData("2015-04-26T06:26:56.9Z")]
    [InlineData("2016-02-29T23:59:59.999999+00:00")]
    [InlineData("2015-04-26T06:26:56.936000+02:00")]
    public void Times_are_read_as_the_serializer_reads_them(string text) =>
        JsonText.Milliseconds(Encoding.UTF8.GetBytes(text)).ShouldBe(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    private static string Letter(Random random) => random.Next(6) switch
    {
        0 => "\"",
        1 => "\\",
        2 => "é",
        3 => "🙂",
        4 => "\n",
        _ => ((char)random.Next('a', 'z')).ToString(),
    };

    private static void Read(string sample, Frame frame) => _ = sample["Events/".Length..].Split('.')[0] switch
    {
        "GUILD_MEMBER_REMOVE" => (object)GuildMemberRemoveView.Read(frame),
        "GUILD_MEMBERS_CHUNK" => GuildMembersChunkView.Read(frame),
        "MESSAGE_CREATE" => MessageView.Read(frame),
        "PRESENCE_UPDATE" => PresenceView.Read(frame),
        "VOICE_STATE_UPDATE" => VoiceStateView.Read(frame),
        _ => GuildMemberView.Read(frame),
    };

    private static T Model<T>(string json) => JsonSerializer.Deserialize<T>(json, DiscordJson.Options)!;

    private static Frame Framed(string name, byte[] body)
    {
        var frame = new Frame(new TextCache());
        byte[] whole = [.. Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":1,"op":0,"d":"""), .. body, (byte)'}'];
        while (frame.Bytes.Length < whole.Length)
        {
            frame.Grow();
        }

        whole.CopyTo(frame.Bytes, 0);
        frame.Length = whole.Length;
        Envelope.TryPeek(frame).ShouldBeTrue();
        return frame;
    }

    private static void Same(GuildMemberView view, GuildMember model, Id<Guild> guild)
    {
        view.GuildId.ShouldBe(guild);
        view.UserId.ShouldBe(model.User!.Id);
        view.Username.ShouldBe(model.User.Username);
        view.GlobalName.ShouldBe(model.User.GlobalName);
        view.UserAvatar.ShouldBe(model.User.Avatar);
        view.IsBot.ShouldBe(model.User.Bot ?? false);
        view.PublicFlags.ShouldBe(model.User.PublicFlags ?? 0);
        view.Nick.ShouldBe(model.Nick.OrDefault());
        view.MemberAvatar.ShouldBe(model.Avatar.OrDefault());
        view.Roles.ToArray().ShouldBe(model.Roles);
        view.JoinedAt.ShouldBe(model.JoinedAt);
        view.PremiumSince.ShouldBe(model.PremiumSince.OrDefault());
        view.TimeoutUntil.ShouldBe(model.CommunicationDisabledUntil.OrDefault());
        view.JoinedAtMilliseconds.ShouldBe(model.JoinedAt?.ToUnixTimeMilliseconds() ?? 0);
        view.TimeoutUntilMilliseconds.ShouldBe(model.CommunicationDisabledUntil.OrDefault()?.ToUnixTimeMilliseconds() ?? 0);
        view.Flags.ShouldBe(model.Flags ?? 0);
        view.IsPending.ShouldBe(model.Pending ?? false);
    }

    private static void Same(GuildMembersChunkView view, GuildMembersChunkEvent model)
    {
        view.GuildId.ShouldBe(model.GuildId);
        view.ChunkIndex.ShouldBe(model.ChunkIndex);
        view.ChunkCount.ShouldBe(model.ChunkCount);
        view.MemberCount.ShouldBe(model.Members.Count);
        view.NotFound.ToArray().ShouldBe(model.NotFound ?? []);
        var index = 0;
        foreach (var member in view)
        {
            Same(member, model.Members[index++], model.GuildId);
        }

        index.ShouldBe(model.Members.Count);
        view.Nonce.ShouldBe(model.Nonce);
        view.NotFound.ToArray().ShouldBe(model.NotFound ?? []);
    }

    private static void Same(MessageView view, MessageEvent model)
    {
        view.Id.ShouldBe(model.Id);
        view.ChannelId.ShouldBe(model.ChannelId);
        view.GuildId.ShouldBe(model.GuildId ?? default);
        view.WebhookId.ShouldBe(model.WebhookId ?? default);
        view.AuthorId.ShouldBe(model.Author.Id);
        view.AuthorName.ShouldBe(model.Author.Username);
        view.AuthorGlobalName.ShouldBe(model.Author.GlobalName);
        view.AuthorNick.ShouldBe(model.Member?.Nick.OrDefault());
        view.IsBot.ShouldBe(model.Author.Bot ?? false);
        view.AuthorRoles.ToArray().ShouldBe(model.Member?.Roles ?? []);
        view.Mentions.ToArray().ShouldBe(model.Mentions.Select(static user => user.Id));
        view.RoleMentions.ToArray().ShouldBe(model.MentionRoles);
        view.MentionsEveryone.ShouldBe(model.MentionEveryone);
        view.Content.ShouldBe(model.Content);
        view.Timestamp.ShouldBe(model.Timestamp);
        view.EditedAt.ShouldBe(model.EditedTimestamp);
        view.Type.ShouldBe(model.Type);
        view.Flags.ShouldBe(model.Flags ?? 0);
        view.AttachmentCount.ShouldBe(model.Attachments.Count);
        view.EmbedCount.ShouldBe(model.Embeds.Count);
    }

    private static void Same(VoiceStateView view, VoiceState model)
    {
        view.GuildId.ShouldBe(model.GuildId.OrDefault() ?? default);
        view.ChannelId.ShouldBe(model.ChannelId ?? default);
        view.UserId.ShouldBe(model.UserId);
        view.SessionId.ShouldBe(model.SessionId);
        view.Deaf.ShouldBe(model.Deaf);
        view.Mute.ShouldBe(model.Mute);
        view.SelfDeaf.ShouldBe(model.SelfDeaf);
        view.SelfMute.ShouldBe(model.SelfMute);
        view.SelfStream.ShouldBe(model.SelfStream.OrDefault() ?? false);
        view.SelfVideo.ShouldBe(model.SelfVideo);
        view.Suppress.ShouldBe(model.Suppress);
    }
}
