using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mainstay.Sandbox.Server;

namespace Mainstay.Testing.Engine;

/// <summary>Somebody who types commands and presses buttons in a sandbox, over its control API.</summary>
public sealed partial class SandboxPerson(SandboxServer sandbox, string who)
{
    private const int BusyColour = 0x5865F2;
    private const int LoadingFlag = 128;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly HttpClient Http = new();

    /// <summary>Types a command and waits for its final reply.</summary>
    public async Task<SeenReply> UseAsync(string text, CancellationToken cancellationToken = default) =>
        await SettleAsync(await BeginAsync(text, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Types a command, hands a file over with one of its options, and waits for the final reply.</summary>
    public async Task<SeenReply> UseAsync(string text, string option, string fileName, string content, CancellationToken cancellationToken = default)
    {
        var file = new JsonObject { ["filename"] = fileName, ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)) };
        var picked = new JsonObject { [option] = new JsonObject { ["shown"] = fileName, ["value"] = file } };
        return await SettleAsync(await BeginAsync($"{text} {option}:{fileName}", picked, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Types a command and does not wait. The id of the interaction comes back.</summary>
    public Task<string> BeginAsync(string text, CancellationToken cancellationToken = default) => BeginAsync(text, [], cancellationToken);

    private async Task<string> BeginAsync(string text, JsonObject picked, CancellationToken cancellationToken)
    {
        var info = await CallAsync(HttpMethod.Get, "/info", null, cancellationToken).ConfigureAwait(false);
        var guild = (string)info["guilds"]![0]!["id"]!;
        var view = await CallAsync(HttpMethod.Get, $"/guilds/{guild}/view", null, cancellationToken).ConfigureAwait(false);
        var channel = (string?)view["home_channel_id"] ?? (string)((JsonArray)view["channels"]!).First(c => (int)c!["type"]! == 0 && (bool?)c["can_use_commands"] == true)!["id"]!;
        var begun = await CallAsync(HttpMethod.Post, $"/channels/{channel}/slash", new JsonObject { ["text"] = text, ["picked"] = picked }, cancellationToken).ConfigureAwait(false);
        return (string)begun["id"]!;
    }

    /// <summary>Presses a button whose label begins with a word, and waits for the final reply.</summary>
    public async Task<SeenReply> PressAsync(SeenReply reply, string label, CancellationToken cancellationToken = default) =>
        await SettleAsync(await BeginPressAsync(reply, label, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Presses a button and does not wait.</summary>
    public async Task<string> BeginPressAsync(SeenReply reply, string label, CancellationToken cancellationToken = default)
    {
        var (message, button) = reply.Button(label);
        var begun = await CallAsync(
            HttpMethod.Post,
            $"/channels/{message["channel_id"]}/messages/{message["id"]}/components",
            new JsonObject { ["custom_id"] = (string)button["custom_id"]! },
            cancellationToken).ConfigureAwait(false);
        return (string)begun["id"]!;
    }

    /// <summary>Presses Apply beneath a plan, types the phrase that it asks for, if it asks for one, and waits for the final reply.</summary>
    public async Task<SeenReply> ConfirmAsync(SeenReply plan, CancellationToken cancellationToken = default)
    {
        var pressed = await BeginPressAsync(plan, "Apply", cancellationToken).ConfigureAwait(false);
        if (Phrase().Match(plan.Text) is not { Success: true } phrase)
        {
            return await SettleAsync(pressed, cancellationToken).ConfigureAwait(false);
        }

        var form = await WaitAsync(pressed, seen => seen.State is "modal" or "failed", cancellationToken).ConfigureAwait(false);
        if (form.State == "failed")
        {
            return form;
        }

        var fields = new JsonObject { [form.FirstField] = phrase.Groups[1].Value };
        var sent = await CallAsync(HttpMethod.Post, $"/interactions/{pressed}/modal", new JsonObject { ["fields"] = fields }, cancellationToken).ConfigureAwait(false);
        return await SettleAsync((string)sent["id"]!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Presses a button that opens a form, fills it in, sends it and waits for the final reply.</summary>
    public async Task<SeenReply> FillAsync(SeenReply reply, string label, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default) =>
        await SettleAsync(await BeginFillAsync(reply, label, fields, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Presses a button that opens a form, fills it in, sends it and does not wait.</summary>
    public async Task<string> BeginFillAsync(SeenReply reply, string label, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default)
    {
        var opened = await BeginPressAsync(reply, label, cancellationToken).ConfigureAwait(false);
        await WaitAsync(opened, seen => seen.State == "modal", cancellationToken).ConfigureAwait(false);
        var filled = new JsonObject();
        foreach (var (name, value) in fields)
        {
            filled[name] = value;
        }

        var begun = await CallAsync(HttpMethod.Post, $"/interactions/{opened}/modal", new JsonObject { ["fields"] = filled }, cancellationToken).ConfigureAwait(false);
        return (string)begun["id"]!;
    }

    /// <summary>What an interaction shows right now.</summary>
    public async Task<SeenReply> SeeAsync(string interaction, CancellationToken cancellationToken = default) =>
        new(await CallAsync(HttpMethod.Get, $"/interactions/{interaction}", null, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until an interaction shows its final state.</summary>
    public Task<SeenReply> SettleAsync(string interaction, CancellationToken cancellationToken = default) =>
        WaitAsync(interaction, IsFinal, cancellationToken);

    /// <summary>Waits until an interaction shows something.</summary>
    public async Task<SeenReply> WaitAsync(string interaction, Func<SeenReply, bool> shows, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            var seen = await SeeAsync(interaction, late.Token).ConfigureAwait(false);
            if (shows(seen))
            {
                return seen;
            }

            await Task.Delay(Look, TimeProvider.System, late.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Any call of the control API, as this person.</summary>
    public async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken = default)
    {
        var address = new Uri(sandbox.Origin, $"/sandbox/api{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as={Uri.EscapeDataString(who)}");
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text.Length == 0 ? "{}" : text)! : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    [GeneratedRegex("and type `([^`]+)`")]
    private static partial Regex Phrase();

    private static bool IsFinal(SeenReply seen) => seen.State switch
    {
        "waiting" or "thinking" or "acknowledged" => false,
        "failed" => true,
        _ => !seen.Messages.Any(m => ((int?)m["flags"] & LoadingFlag) == LoadingFlag || (m["embeds"] as JsonArray ?? []).Any(e => (int?)e!["color"] == BusyColour)),
    };
}

/// <summary>A reply as a person sees it.</summary>
public sealed class SeenReply(JsonNode outcome)
{
    /// <summary>Discord's view of the interaction: <c>waiting</c>, <c>thinking</c>, <c>answered</c>, <c>failed</c>, ...</summary>
    public string State => (string)outcome["interaction"]!["state"]!;

    /// <summary>The messages that came of it.</summary>
    public IReadOnlyList<JsonNode> Messages => [.. (outcome["messages"] as JsonArray ?? []).OfType<JsonNode>()];

    /// <summary>Everything that can be read, one after another.</summary>
    public string Text => string.Join('\n', Messages.SelectMany(m => (m["embeds"] as JsonArray ?? []).OfType<JsonNode>()).SelectMany(Texts));

    /// <summary>The labels of the buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. Messages.SelectMany(m => Pressable(m)).Select(b => (string)b["label"]!)];

    /// <inheritdoc />
    public override string ToString() => $"[{State}] {Text} {string.Join(" ", Buttons.Select(b => $"[{b}]"))}";

    /// <summary>The custom id of the first field of the form that is open.</summary>
    internal string FirstField
    {
        get
        {
            var row = outcome["interaction"]!["modal"]!["components"]![0]!;
            return (string)(row["component"] ?? row["components"]![0])!["custom_id"]!;
        }
    }

    internal (JsonNode Message, JsonNode Button) Button(string label)
    {
        foreach (var message in Messages.Reverse())
        {
            if (Pressable(message).FirstOrDefault(b => ((string)b["label"]!).StartsWith(label, StringComparison.OrdinalIgnoreCase)) is { } button)
            {
                return (message, button);
            }
        }

        throw new InvalidOperationException($"There is no button {label} in: {this}");
    }

    private static IEnumerable<JsonNode> Pressable(JsonNode message) =>
        (message["components"] as JsonArray ?? []).OfType<JsonNode>().SelectMany(row => (row["components"] as JsonArray ?? []).OfType<JsonNode>()).Where(b => b["custom_id"] is not null);

    private static IEnumerable<string> Texts(JsonNode embed) => new[] { (string?)embed["title"], (string?)embed["description"] }
        .Concat((embed["fields"] as JsonArray ?? []).OfType<JsonNode>().SelectMany(f => new[] { (string?)f["name"], (string?)f["value"] }))
        .Append((string?)embed["footer"]?["text"]).OfType<string>();
}
