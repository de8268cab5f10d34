using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>The ways in which one interaction can be answered. The first answer is one of the first five, within 3 s; what follows has 15 minutes.</summary>
internal interface IInteractionWire
{
    /// <summary>A new message, as the first answer.</summary>
    Task AnswerAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken);

    /// <summary>"Thinking", as the first answer to a command.</summary>
    Task DeferAsync(bool onlyToAsker, CancellationToken cancellationToken);

    /// <summary>The message that the pressed button sits on, changed, as the first answer.</summary>
    Task UpdateAsync(Drawn message, CancellationToken cancellationToken);

    /// <summary>Nothing visible yet, as the first answer to a button.</summary>
    Task DeferUpdateAsync(CancellationToken cancellationToken);

    /// <summary>A form, as the first answer to a button.</summary>
    Task OpenAsync(string customId, Form form, CancellationToken cancellationToken);

    /// <summary>Proposals, as the only answer to somebody typing.</summary>
    Task ProposeAsync(Option option, IReadOnlyList<Choice> choices, CancellationToken cancellationToken);

    /// <summary>The message that answers, or that the button sits on, changed.</summary>
    Task EditAsync(Drawn message, CancellationToken cancellationToken);

    /// <summary>The message that answers, if whoever acknowledged it got no further than "thinking".</summary>
    Task FinishAsync(Drawn message, CancellationToken cancellationToken);

    /// <summary>One more message that only the person sees.</summary>
    Task WhisperAsync(Drawn message, CancellationToken cancellationToken);

    /// <summary>Past the 15 minutes: a message elsewhere, which later calls change.</summary>
    Task PostElsewhereAsync(Drawn message, bool onlyToAsker, CancellationToken cancellationToken);
}

/// <summary>A reply as Discord takes it: embed, buttons, files, all within its limits.</summary>
internal sealed record Drawn(Embed Embed, IReadOnlyList<Component> Components, IReadOnlyList<ReplyFile> Files);
