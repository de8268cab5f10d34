namespace Mainstay.Discord.Gateway.Frames;

/// <summary>Where in a frame a text lies, between its quotes.</summary>
internal readonly record struct TextRange(int Start, int LengthAndEscape)
{
    private const int EscapeBit = 1 << 30;

    public static TextRange Absent => new(-1, 0);

    public static TextRange Null => new(-2, 0);

    public bool HasValue => Start >= 0;

    public bool IsNull => Start == -2;

    public bool IsEscaped => (LengthAndEscape & EscapeBit) != 0;

    public int Length => LengthAndEscape & ~EscapeBit;

    public static TextRange Of(int start, int length, bool escaped) => new(start, escaped ? length | EscapeBit : length);
}
