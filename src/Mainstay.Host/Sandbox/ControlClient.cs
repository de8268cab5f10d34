using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Host.Cli;

namespace Mainstay.Host.Sandbox;

/// <summary>The sandbox's control API, as one person. See docs/sandbox.md.</summary>
internal sealed class ControlClient(HttpClient http, string who)
{
    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => CallAsync(HttpMethod.Get, path, null, cancellation);

    public Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellation) => CallAsync(HttpMethod.Post, path, body, cancellation);

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        var address = $"/sandbox/api{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as={Uri.EscapeDataString(who)}";
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? JsonNode.Parse(text.Length == 0 ? "{}" : text)! : throw new CliException(SentenceOf(text, (int)response.StatusCode));
        }
        catch (HttpRequestException failure)
        {
            throw new CliException($"No sandbox answers at {http.BaseAddress}. Start one with 'mainstay sandbox', or say where it is with --url.", ExitCode.CannotStart, failure);
        }
        catch (TaskCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new CliException($"The sandbox at {http.BaseAddress} did not answer in time.", ExitCode.Failed, failure);
        }
        catch (JsonException failure)
        {
            throw new CliException($"What answers at {http.BaseAddress} is no sandbox.", ExitCode.CannotStart, failure);
        }
    }

    private static string SentenceOf(string text, int status)
    {
        try
        {
            return JsonNode.Parse(text)?["message"]?.GetValue<string>() ?? $"The sandbox answered {status}.";
        }
        catch (JsonException)
        {
            return $"The sandbox answered {status}.";
        }
    }
}
