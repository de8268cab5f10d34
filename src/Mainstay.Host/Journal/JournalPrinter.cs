using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Engine.Journal;

namespace Mainstay.Host.Journal;

/// <summary>What <c>mainstay journal</c> prints: lines for people, or JSON for scripts.</summary>
internal static class JournalPrinter
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(TextWriter output, IReadOnlyList<ChainReport> chains, bool json)
    {
        if (json)
        {
            output.WriteLine(new JsonObject
            {
                ["ok"] = chains.All(chain => chain.Broken is null),
                ["chains"] = new JsonArray([.. chains.Select(ToJson)]),
            }.ToJsonString(Pretty));
            return;
        }

        foreach (var chain in chains)
        {
            output.WriteLine(chain.Broken is { } broken
                ? $"{Name(chain.Guild)}: broken. {broken.Sentence} Before that, {(chain.Entries == 1 ? "1 entry holds" : $"{Entries(chain.Entries)} hold")}."
                : $"{Name(chain.Guild)}: {Entries(chain.Entries)}, every link holds, up to {chain.Hash}");
        }

        if (chains.Count == 0)
        {
            output.WriteLine("The journal is empty.");
        }
    }

    public static void Print(TextWriter output, IReadOnlyList<JournalFound> found, bool json)
    {
        if (json)
        {
            output.WriteLine(new JsonArray([.. found.Select(one => ToJson(one))]).ToJsonString(Pretty));
            return;
        }

        foreach (var one in found)
        {
            var row = one.Row;
            var who = row.ActorKind == "person" ? row.ActorId.ToString(CultureInfo.InvariantCulture) : row.ActorKind;
            var run = row.RunId is { } number ? string.Create(CultureInfo.InvariantCulture, $", run {number} step {row.Step}") : "";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{DateTimeOffset.FromUnixTimeMilliseconds(row.At):yyyy-MM-dd HH:mm:ss}Z  {row.GuildId}#{row.Number}  {row.Outcome,-10}  {row.Action}  {row.Target}  by {who}{run}"));
            if (one.State != "sealed")
            {
                output.WriteLine($"    {one.Detail ?? $"({one.State})"}");
            }
        }

        if (found.Count == 0)
        {
            output.WriteLine("Nothing was found.");
        }
    }

    public static void Print(TextWriter output, long written, string path, bool json) => output.WriteLine(json
        ? new JsonObject { ["entries"] = written, ["file"] = path }.ToJsonString(Pretty)
        : $"{Entries(written)} written to {path}.");

    /// <summary>One entry as one line, with everything that its hash covers.</summary>
    public static string ToLine(JournalFound one) => ToJson(one, whole: true).ToJsonString(Line);

    private static JsonObject ToJson(JournalFound one, bool whole = false)
    {
        var row = one.Row;
        var json = new JsonObject
        {
            ["guild"] = Id(row.GuildId),
            ["number"] = row.Number,
            ["at"] = row.At,
            ["correlation"] = row.Correlation,
            ["actorKind"] = row.ActorKind,
            ["actor"] = Id(row.ActorId),
            ["action"] = row.Action,
            ["target"] = row.Target,
            ["subject"] = row.SubjectId is { } subject ? Id(subject) : null,
            ["outcome"] = row.Outcome,
            ["run"] = row.RunId,
            ["step"] = row.Step,
            ["protection"] = row.Protection,
        };
        if (whole)
        {
            json["detail"] = Convert.ToBase64String(row.Detail);
            json["previous"] = row.Previous;
        }

        json["hash"] = row.Hash;
        if (one.State != "sealed")
        {
            json["state"] = one.State;
            json["opened"] = Parsed(one.Detail);
        }

        return json;
    }

    private static JsonNode? Parsed(string? detail)
    {
        try
        {
            return detail is null ? null : JsonNode.Parse(detail);
        }
        catch (JsonException)
        {
            // Somebody else's bytes, which verification names; here they are shown as they are.
            return JsonValue.Create(detail);
        }
    }

    private static JsonObject ToJson(ChainReport chain) => new()
    {
        ["guild"] = Id((long)chain.Guild.Value),
        ["entries"] = chain.Entries,
        ["hash"] = chain.Hash,
        ["broken"] = chain.Broken is { } broken
            ? new JsonObject
            {
                ["fault"] = JsonNamingPolicy.KebabCaseLower.ConvertName(broken.Fault.ToString()),
                ["first"] = broken.First,
                ["last"] = broken.Last,
                ["sentence"] = broken.Sentence,
            }
            : null,
    };

    private static string Id(long id) => ((ulong)id).ToString(CultureInfo.InvariantCulture);

    private static string Name(Id<Guild> guild) => guild == default ? "The program" : $"Server {guild}";

    private static string Entries(long count) => count == 1 ? "1 entry" : string.Create(CultureInfo.InvariantCulture, $"{count} entries");
}
