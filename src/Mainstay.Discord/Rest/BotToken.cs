using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Discord.Rest;

/// <summary>
/// A bot's token, which whoever has it can act with. It hides itself: printed, logged or looked at in a debugger it shows stars, and no
/// serializer can read it.
/// </summary>
[DebuggerDisplay("***")]
public sealed class BotToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Takes a token as copied from the application's Bot page; white space around it and a leading <c>Bot </c> are dropped.</summary>
    /// <exception cref="ArgumentException">The text is empty, or cannot be a token because it has blanks or control characters in it. The message does not repeat it.</exception>
    public BotToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value.Trim();
        if (_value.StartsWith("Bot ", StringComparison.Ordinal))
        {
            _value = _value[4..].TrimStart();
        }

        if (_value.Length == 0 || _value.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException("The bot token is empty or has characters that no token has. Copy it again from the application's Bot page.", nameof(value));
        }
    }

    /// <summary>The token itself. Only for the header of a request or the identify of a gateway session.</summary>
    [SuppressMessage("Design", "CA1024", Justification = "A property would be shown by debuggers and read by serializers.")]
    internal string Reveal() => _value;

    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}
