using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Commands;

/// <summary>Writes down what an interaction was answered.</summary>
internal sealed class ScriptedWire : IInteractionWire
{
    private readonly Lock _lock = new();
    private readonly List<string> _answers = [];

    /// <summary>The code with which every first answer is refused; unset: it is taken.</summary>
    public int? Refusal { get; set; }

    public IReadOnlyList<string> Answers
    {
        get
        {
            lock (_lock)
            {
                return [.. _answers];
            }
        }
    }

    public Task AnswerAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken) => First($"answer {(onlyToAsker ? "whispered" : "open")} {Words(message)}");

    public Task DeferAsync(bool onlyToAsker, CancellationToken cancellationToken) => First($"defer {(onlyToAsker ? "whispered" : "open")}");

    public Task UpdateAsync(Drawn message, CancellationToken cancellationToken) => First($"update {Words(message)}");

    public Task DeferUpdateAsync(CancellationToken cancellationToken) => First("defer update");

    public Task OpenAsync(string customId, Form form, CancellationToken cancellationToken) => First($"form {form.Title}");

    public Task ProposeAsync(Option option, IReadOnlyList<Choice> choices, CancellationToken cancellationToken) => First($"propose {string.Join(',', choices.Select(c => c.Value))}");

    public Task EditAsync(Drawn message, CancellationToken cancellationToken) => Note($"edit {Words(message)}");

    public Task FinishAsync(Drawn message, CancellationToken cancellationToken) => Note($"finish {message.Embed.Title}");

    public Task WhisperAsync(Drawn message, CancellationToken cancellationToken) => Note($"whisper {Words(message)}");

    public Task PostElsewhereAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken) => Note($"elsewhere {(onlyToAsker ? "whispered" : "open")} {Words(message)}");

    private static string Words(Drawn message) => $"{message.Embed.Title}: {message.Embed.Description}";

    private Task First(string answer) => Refusal is { } code
        ? Task.FromException(new DiscordRestException(RestErrorKind.Invalid, "POST /interactions", "The test says so.") { Code = code })
        : Note(answer);

    private Task Note(string answer)
    {
        lock (_lock)
        {
            _answers.Add(answer);
        }

        return Task.CompletedTask;
    }
}
