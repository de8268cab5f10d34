using System.Globalization;
using System.Text;

namespace Mainstay.Bench.Events;

/// <summary>
/// Events as Discord sends them, field for field, for one guild of 5,000 members: a message of about 1.1 kB, a member update of about
/// 0.7 kB. Each update changes the nick, so that clients that compare have something to tell.
/// </summary>
internal sealed class FrameFactory
{
    public const int Members = 5_000;
    public const ulong Guild = 1090000000000000001;
    private const ulong Channel = 1090000000000000002;
    private const ulong FirstMember = 1100000000000000011;
    private const ulong FirstRole = 1091000000000000007;
    private const int Roles = 20;

    private static readonly string[] Words =
        ["the", "deploy", "went", "fine", "until", "somebody", "touched", "prod", "again", "lol", "who", "has", "a", "minute", "for", "review", "🙂", "naïve"];

    private readonly string[] _users = new string[Members];
    private readonly string[] _roles = new string[Members];
    private Random _random = new(7);

    public FrameFactory()
    {
        for (var i = 0; i < Members; i++)
        {
            var avatar = i % 5 == 0 ? "null" : $"\"{Hex()}\"";
            var globalName = i % 3 == 0 ? "null" : $"\"Person Number {i}\"";
            _users[i] =
                $$"""{"username":"person.{{i}}","public_flags":{{(i % 7 == 0 ? 64 : 0)}},"primary_guild":null,"id":"{{MemberId(i)}}","global_name":{{globalName}},"display_name_styles":null,"discriminator":"0","collectibles":null,"clan":null,"avatar_decoration_data":null,"avatar":{{avatar}}}""";
            _roles[i] = RoleList(i);
        }
    }

    /// <summary>Every client's bursts of the same number carry the same frames.</summary>
    public void Restart(int round) => _random = new Random(round);

    /// <summary>A role is made: the one event that marks a burst's begin and end for every client. Each has an id of its own, or clients that know it keep silent.</summary>
    public static string Marker(string name, long sequence) => $$"""{"guild_id":"{{Guild}}","role":{{Role(1099000000000000000 + (ulong)sequence, name, 30)}}}""";

    public string GuildCreate()
    {
        var json = new StringBuilder();
        json.Append(CultureInfo.InvariantCulture, $$"""
            {"id":"{{Guild}}","name":"Benchmark","icon":null,"description":null,"home_header":null,"splash":null,"discovery_splash":null,"features":[],"banner":null,"owner_id":"{{MemberId(0)}}","application_id":null,"region":"us-west","afk_channel_id":null,"afk_timeout":300,"system_channel_id":null,"system_channel_flags":0,"widget_enabled":false,"widget_channel_id":null,"verification_level":1,"default_message_notifications":0,"mfa_level":0,"explicit_content_filter":0,"max_presences":null,"max_members":500000,"max_video_channel_users":25,"max_stage_video_channel_users":50,"vanity_url_code":null,"premium_tier":0,"premium_subscription_count":0,"preferred_locale":"en-US","rules_channel_id":null,"safety_alerts_channel_id":null,"public_updates_channel_id":null,"hub_type":null,"premium_progress_bar_enabled":false,"latest_onboarding_question_id":null,"nsfw":false,"nsfw_level":0,"emojis":[],"stickers":[],"incidents_data":null,"inventory_settings":null,"joined_at":"2024-01-01T00:00:00.000000+00:00","large":true,"unavailable":false,"member_count":{{Members}},"voice_states":[],"presences":[],"stage_instances":[],"guild_scheduled_events":[],"soundboard_sounds":[],"threads":[],
            """);
        json.Append(CultureInfo.InvariantCulture, $$"""
            "channels":[{"id":"{{Channel}}","type":0,"guild_id":"{{Guild}}","name":"general","position":0,"permission_overwrites":[],"topic":null,"nsfw":false,"last_message_id":null,"rate_limit_per_user":0,"parent_id":null,"flags":0}],"roles":[{{Role(Guild, "@everyone", 0)}}
            """);
        for (var i = 0; i < Roles; i++)
        {
            json.Append(',').Append(Role(RoleId(i), $"role {i}", i + 1));
        }

        json.Append("],\"members\":[");
        for (var i = 0; i < Members; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(Member(i, null, withGuild: false));
        }

        return json.Append("]}").Replace("\r", "").Replace("\n", "").ToString();
    }

    public string Message(int index)
    {
        var author = _random.Next(Members);
        var content = Content();
        var id = 1440000000000000000 + ((ulong)index * 4_194_304);
        var edited = "null";
        return
            $$"""{"type":0,"tts":false,"timestamp":"2026-11-21T00:{{index / 60 % 60:00}}:{{index % 60:00}}.{{index % 1000:000}}000+00:00","pinned":false,"nonce":"{{id - 4096}}","mentions":[],"mention_roles":[],"mention_everyone":false,"member":{"roles":{{_roles[author]}},"premium_since":null,"pending":false,"nick":"Nick {{author}}","mute":false,"joined_at":"2022-05-0{{(author % 9) + 1}}T12:34:56.789000+00:00","flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null},"id":"{{id}}","flags":0,"embeds":[],"edited_timestamp":{{edited}},"content":"{{content}}","components":[],"channel_type":0,"channel_id":"{{Channel}}","author":{{_users[author]}},"attachments":[],"guild_id":"{{Guild}}"}""";
    }

    public string MemberUpdate(int round, int index) => Member((index * 7) % Members, $"Nick {index} r{round}", withGuild: true);

    public static ulong MemberId(int index) => FirstMember + ((ulong)index * 4_194_307);

    private static ulong RoleId(int index) => FirstRole + ((ulong)index * 4_194_311);

    private static string Role(ulong id, string name, int position) =>
        $$"""{"id":"{{id}}","name":"{{name}}","description":null,"permissions":"2248473465835073","position":{{position}},"color":0,"colors":{"primary_color":0,"secondary_color":null,"tertiary_color":null},"hoist":false,"managed":false,"mentionable":false,"icon":null,"unicode_emoji":null,"flags":0}""";

    private string Member(int index, string? nick, bool withGuild)
    {
        var guild = withGuild ? $"\"guild_id\":\"{Guild}\"," : "";
        var nickJson = nick is null ? "null" : $"\"{nick}\"";
        return
            $$"""{"user":{{_users[index]}},"roles":{{_roles[index]}},"premium_since":{{(index % 11 == 0 ? "\"2025-02-03T04:05:06.789000+00:00\"" : "null")}},"pending":false,"nick":{{nickJson}},"mute":false,"joined_at":"2022-05-0{{(index % 9) + 1}}T12:34:56.789000+00:00",{{guild}}"flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null}""";
    }

    private string RoleList(int index)
    {
        var count = 3 + (index % 5);
        return "[" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{RoleId((index + (i * 3)) % Roles)}\"").Distinct()) + "]";
    }

    private string Content()
    {
        var text = new StringBuilder();
        var length = 40 + _random.Next(120);
        while (text.Length < length)
        {
            text.Append(Words[_random.Next(Words.Length)]).Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    private string Hex() => string.Concat(Enumerable.Range(0, 4).Select(_ => _random.Next().ToString("x8", CultureInfo.InvariantCulture)));
}
