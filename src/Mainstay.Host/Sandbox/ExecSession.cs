using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Host.Cli;

namespace Mainstay.Host.Sandbox;

/// <summary>One run of <c>sandbox exec</c>: type, wait, press, wait, print.</summary>
internal sealed class ExecSession(ControlClient client, ExecRequest request, TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // A reply with buttons is finished when it stands still for a moment; one without may be between two steps.
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan StillWithoutButtons = TimeSpan.FromMilliseconds(900);

    private JsonNode? _view;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var place = await PlaceAsync(cancellation);
        if (!request.Text.StartsWith('/'))
        {
            return await SendAsync(place, cancellation);
        }

        var begun = await client.PostAsync($"/channels/{place}/slash", await TypedAsync(cancellation), cancellation);
        var outcome = await SettleAsync(begun, cancellation);
        foreach (var press in request.Presses)
        {
            outcome = await PressAsync(outcome, press, cancellation);
        }

        return Report(outcome);
    }

    private async Task<JsonObject> TypedAsync(CancellationToken cancellation)
    {
        var text = request.Text;
        var picked = new JsonObject();
        foreach (var (option, file) in request.Files)
        {
            text += $" {option}:{file.Name}";
            var content = Convert.ToBase64String(await File.ReadAllBytesAsync(file.FullName, cancellation));
            picked[option] = new JsonObject { ["shown"] = file.Name, ["value"] = new JsonObject { ["filename"] = file.Name, ["content"] = content } };
        }

        return new JsonObject { ["text"] = text, ["picked"] = picked };
    }

    private async Task<int> SendAsync(string place, CancellationToken cancellation)
    {
        var sent = await client.PostAsync($"/as/{Uri.EscapeDataString(request.As)}/channels/{place}/messages", new JsonObject { ["content"] = request.Text }, cancellation);
        if (request.Json)
        {
            output.WriteLine(sent.ToJsonString(Printing));
        }

        return ExitCode.Ok;
    }

    private async Task<string> PlaceAsync(CancellationToken cancellation)
    {
        var info = await client.GetAsync("/info", cancellation);
        var guild = Pick(info["guilds"] as JsonArray, request.Guild, "server");
        var view = _view = await client.GetAsync($"/guilds/{guild["id"]}/view", cancellation);
        var channels = view["channels"] as JsonArray ?? [];
        if (request.Channel is { } wanted)
        {
            return (string)Pick(channels, wanted.TrimStart('#'), "channel")["id"]!;
        }

        return (string?)view["home_channel_id"]
            ?? (string?)channels.OfType<JsonNode>().FirstOrDefault(c => (int)c["type"]! == 0 && (bool?)c["can_use_commands"] == true)?["id"]
            ?? throw new CliException($"{request.As} sees no channel to type in.");
    }

    private static JsonNode Pick(JsonArray? from, string? wanted, string kind)
    {
        var all = (from ?? []).OfType<JsonNode>().ToArray();
        var found = wanted is null ? all.FirstOrDefault() : all.FirstOrDefault(one => (string?)one["id"] == wanted || (string?)one["name"] == wanted);
        return found ?? throw new CliException(wanted is null ? $"There is no {kind}." : $"There is no {kind} \"{wanted}\". There is {string.Join(", ", all.Select(one => (string?)one["name"]).Take(20))}.");
    }

    /// <summary>Waits for the final state of the reply; a form that opens on the way is filled in.</summary>
    private async Task<JsonNode> SettleAsync(JsonNode begun, CancellationToken cancellation)
    {
        var id = (string)begun["id"]!;
        var deadline = time.GetTimestamp();
        var (last, since) = ("", time.GetTimestamp());
        while (true)
        {
            var outcome = await client.GetAsync($"/interactions/{id}", cancellation);
            var state = (string)outcome["interaction"]!["state"]!;
            if (state == "modal")
            {
                return await SubmitAsync(outcome["interaction"]!, cancellation);
            }

            var messages = (outcome["messages"] as JsonArray ?? []).OfType<JsonNode>().ToArray();
            var seen = outcome.ToJsonString();
            if (seen != last)
            {
                (last, since) = (seen, time.GetTimestamp());
            }

            var still = messages.Any(m => ReplyState.Buttons(m).Any(ReplyState.IsPressable)) ? Still : StillWithoutButtons;
            if (state == "failed" || (!ReplyState.IsPending(state) && !ReplyState.IsUnderWay(messages) && time.GetElapsedTime(since) >= still))
            {
                return outcome;
            }

            if (time.GetElapsedTime(deadline) > request.Timeout)
            {
                Report(outcome);
                throw new CliException($"The reply was not final after {request.Timeout.TotalSeconds:0.#} s (state: {state}).");
            }

            await Task.Delay(Look, time, cancellation);
        }
    }

    private async Task<JsonNode> SubmitAsync(JsonNode interaction, CancellationToken cancellation)
    {
        var fields = new JsonObject();
        var known = ModalFields.Of(interaction["modal"]!).ToArray();
        foreach (var (name, value) in request.Fields)
        {
            var field = known.FirstOrDefault(f => f.CustomId.Equals(name, StringComparison.OrdinalIgnoreCase) || f.Label.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new CliException($"The form has no field \"{name}\". It has {string.Join(", ", known.Select(f => f.Label))}.");
            fields[field.CustomId] = field.IsList ? new JsonArray([.. value.Split(',').Select(v => (JsonNode)v.Trim())]) : value;
        }

        var begun = await client.PostAsync($"/interactions/{interaction["id"]}/modal", new JsonObject { ["fields"] = fields }, cancellation);
        return await SettleAsync(begun, cancellation);
    }

    private async Task<JsonNode> PressAsync(JsonNode outcome, string wanted, CancellationToken cancellation)
    {
        var at = wanted.LastIndexOf('=');
        foreach (var (name, values) in at > 0 ? new (string, string?)[] { (wanted, null), (wanted[..at], wanted[(at + 1)..]) } : [(wanted, null)])
        {
            foreach (var message in (outcome["messages"] as JsonArray ?? []).OfType<JsonNode>().Reverse())
            {
                var pressable = ReplyState.Buttons(message).Where(ReplyState.IsPressable).ToArray();
                var component = pressable.FirstOrDefault(c => ReplyState.LabelOf(c).Equals(name, StringComparison.OrdinalIgnoreCase) || (string?)c["custom_id"] == name)
                    ?? pressable.FirstOrDefault(c => ReplyState.LabelOf(c).StartsWith(name, StringComparison.OrdinalIgnoreCase));
                if (component is not null)
                {
                    return await PressAsync(message, component, values, cancellation);
                }
            }
        }

        Report(outcome);
        throw new CliException($"There is nothing called \"{wanted}\" to press.");
    }

    private async Task<JsonNode> PressAsync(JsonNode message, JsonNode component, string? values, CancellationToken cancellation)
    {
        var body = new JsonObject { ["custom_id"] = (string)component["custom_id"]! };
        if (values is not null)
        {
            body["values"] = new JsonArray([.. values.Split(',').Select(v => (JsonNode)v.Trim())]);
        }

        var begun = await client.PostAsync($"/channels/{message["channel_id"]}/messages/{message["id"]}/components", body, cancellation);
        return await SettleAsync(begun, cancellation);
    }

    private int Report(JsonNode outcome)
    {
        var interaction = outcome["interaction"]!;
        var messages = (outcome["messages"] as JsonArray ?? []).OfType<JsonNode>().ToArray();
        if (request.Json)
        {
            output.WriteLine(outcome.ToJsonString(Printing));
        }
        else
        {
            new ReplyPrinter(output, MentionNames.Of(_view, outcome["people"])).Print(messages);
        }

        if ((string)interaction["state"]! == "failed")
        {
            throw new CliException($"{(string?)interaction["error"] ?? "The application did not respond"}.");
        }

        return ReplyState.IsFailure(messages) ? ExitCode.Failed : ExitCode.Ok;
    }

    private static readonly JsonSerializerOptions Printing = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
