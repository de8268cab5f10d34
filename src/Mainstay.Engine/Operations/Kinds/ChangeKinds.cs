using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>All kinds of change there are. What is not here cannot be done to Discord.</summary>
internal sealed class ChangeKinds
{
    private readonly DiscordKind[] _discord;

    public ChangeKinds(RowKind rows, MemberRolesKind memberRoles)
    {
        Rows = rows;
        _discord = [memberRoles];
    }

    public RowKind Rows { get; }

    /// <summary>The kind of a change to Discord.</summary>
    public DiscordKind Of(Change change) =>
        _discord.FirstOrDefault(k => k.Name == change.Kind) ?? throw new InvalidOperationException($"There is no kind of change named {change.Kind}.");

    /// <summary>The change that takes another one back; null where there is none.</summary>
    public Change? Invert(Change change) => change is RowChange row ? RowKind.Invert(row) : Of(change).Invert(change);

    /// <summary>What is left of a change for objects that are still there; null when nothing is.</summary>
    public Change? Remaining(GuildImage image, Change change) => change is RowChange ? change : Of(change).Remaining(image, change);

    /// <summary>Requests that a change costs.</summary>
    public static int Requests(Change change) => change is RowChange ? 0 : 1;

    /// <summary>One line for previews and reports.</summary>
    public string Describe(Change change) => change is RowChange row ? row.Summary : Of(change).Describe(change);

    /// <summary>What to call changes of one kind.</summary>
    public string Noun(string kind, int count) => kind == RowKind.Name
        ? count == 1 ? "record" : "records"
        : _discord.First(k => k.Name == kind).Noun(count);
}
