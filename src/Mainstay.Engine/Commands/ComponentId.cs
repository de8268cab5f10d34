using Mainstay.Discord;

namespace Mainstay.Engine.Commands;

/// <summary>
/// What a button carries: whose action it is, for whom it was made, and what the action is to be told. Discord only lets people press what is really there,
/// and the rights are asked for again, so it needs no secret.
/// </summary>
internal sealed record ComponentId(string Module, string Action, Id<User> For, string State)
{
    private const string Prefix = "m";
    private const char Separator = '|';

    public override string ToString()
    {
        var text = string.Join(Separator, Prefix, Module, Action, Base36.Write(For.Value), State);
        return text.Length <= Limits.CustomId ? text : throw new InvalidOperationException($"The button {Module}/{Action} carries {text.Length} characters, and Discord takes {Limits.CustomId}.");
    }

    public static ComponentId? Parse(string? text) =>
        text?.Split(Separator, 5) is [Prefix, var module, var action, var user, var state] && Base36.TryRead(user, out var id)
            ? new ComponentId(module, action, new Id<User>(id), state)
            : null;
}

/// <summary>Numbers in few characters.</summary>
internal static class Base36
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int MaxDigits = 13;

    public static string Write(ulong number)
    {
        Span<char> text = stackalloc char[MaxDigits];
        var at = MaxDigits;
        do
        {
            text[--at] = Digits[(int)(number % 36)];
            number /= 36;
        }
        while (number > 0);
        return new string(text[at..]);
    }

    public static bool TryRead(string text, out ulong number)
    {
        number = 0;
        if (text.Length is 0 or > MaxDigits)
        {
            return false;
        }

        foreach (var digit in text)
        {
            var value = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            number = unchecked((number * 36) + (ulong)value);
        }

        return true;
    }
}
