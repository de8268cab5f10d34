using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests;

/// <summary>
/// Writes down 10,000 random cases with our answers, for conformance/ to compare with discord.js and oceanic.js. They go where the sandboxes of
/// all tests record their traffic; without such a folder the cases are only computed.
/// </summary>
public sealed class ForeignPermissionCases
{
    private const int Count = 10_000;
    private const int Seed = 20_260_223;

    [Fact]
    public void Ten_thousand_cases_of_every_kind_are_written_down()
    {
        var random = new Random(Seed);
        var cases = Enumerable.Range(0, Count).Select(_ => RandomCase.Make(random)).ToList();

        cases.CountBy(c => c.Kind).ShouldAllBe(kind => kind.Value > Count / 100);
        cases.Select(c => c.Channel.Type).Distinct().Count().ShouldBe(4);
        if (Environment.GetEnvironmentVariable("MAINSTAY_SANDBOX__RECORD") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(Path.Combine(folder, "permissions.jsonl"), cases.Select(Line));
        }
    }

    private static string Line(RandomCase c)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", c.Kind);
            json.WriteStartObject("guild");
            json.WriteString("id", c.Guild.Id.ToString());
            json.WriteString("owner_id", c.Guild.OwnerId.ToString());
            json.WriteStartArray("roles");
            foreach (var role in c.Guild.Roles)
            {
                json.WriteStartObject();
                json.WriteString("id", role.Id.ToString());
                json.WriteString("permissions", Digits(role.Permissions));
                json.WriteNumber("position", role.Position);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("member");
            json.WriteString("user_id", c.User.ToString());
            json.WritePropertyName("roles");
            JsonSerializer.Serialize(json, c.Roles.Select(id => id.ToString()).ToArray(), DiscordJson.Options);
            json.WriteEndObject();
            json.WriteStartObject("channel");
            json.WriteString("id", c.Channel.Id.ToString());
            json.WriteNumber("type", (int)c.Channel.Type);
            json.WritePropertyName("permission_overwrites");
            JsonSerializer.Serialize(json, c.Channel.PermissionOverwrites!.ToArray(), DiscordJson.Options);
            json.WriteEndObject();
            json.WriteString("base", Digits(PermissionMaths.Base(c.Guild, c.User, c.Roles)));
            json.WriteString("in_channel", Digits(PermissionMathsPropertyTests.InChannel(c)));
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Digits(Mainstay.Discord.Permissions permissions) => ((ulong)permissions).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
