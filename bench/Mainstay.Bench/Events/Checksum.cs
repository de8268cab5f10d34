using Mainstay.Discord;

namespace Mainstay.Bench.Events;

/// <summary>What every client's handlers fold the same fields into; it must come out the same everywhere (see peers/meter.mjs).</summary>
internal struct Checksum
{
    private int _value;

    public readonly uint Value => (uint)_value;

    public void Message(ulong id, ulong channel, ulong author, string name, string content)
    {
        Add(Id(id));
        Add(Id(channel));
        Add(Id(author));
        Add(Text(name));
        Add(Text(content));
    }

    public void Member(ulong user, ReadOnlySpan<Id<Role>> roles, string? nick)
    {
        Add(Id(user));
        foreach (var role in roles)
        {
            Add(Id(role.Value));
        }

        Add(nick is null ? 0 : Text(nick));
    }

    public void Add(int value) => _value = unchecked((_value * 31) + value);

    public static int Id(ulong id) => (int)(((id % 10) * 10) + (id / 10 % 10));

    private static int Text(string text) => text.Length == 0 ? 1 : (text.Length * 131) + (text[0] * 7) + text[^1];
}
