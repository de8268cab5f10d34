using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>
/// What a run changes (<see cref="Touches" />) and what its plan rests on (<see cref="Rests" />), as the few parts that a guild has. Two runs meet when one of
/// them changes what the other changes or rests on. Runs that meet go one after another, the others side by side.
/// </summary>
internal sealed record Grounds(IReadOnlyList<string> Touches, IReadOnlyList<string> Rests)
{
    /// <summary>Roles, channels, and the guild's own settings on Discord: every plan rests on them.</summary>
    public const string Structure = "structure";

    /// <summary>Who is in the guild, with which roles.</summary>
    public const string Members = "members";

    /// <summary>Messages of Mainstay's.</summary>
    public const string Messages = "messages";

    /// <summary>Rows and settings of which Mainstay is the source.</summary>
    public const string Records = "records";

    /// <summary>Meets every other run.</summary>
    public static Grounds Everything { get; } = new([Members, Messages, Records, Structure], [Records, Structure]);

    public static Grounds Of(IEnumerable<Change> changes, bool readsRecords) => new(
        [.. changes.Select(PartOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        readsRecords ? [Records, Structure] : [Structure]);

    public static Grounds Parse(string touches, string rests) => new(touches.Split(','), rests.Split(','));

    public bool Meets(Grounds other) =>
        Touches.Any(t => other.Touches.Contains(t, StringComparer.Ordinal) || other.Rests.Contains(t, StringComparer.Ordinal))
        || other.Touches.Any(t => Rests.Contains(t, StringComparer.Ordinal));

    private static string PartOf(Change change) => change switch
    {
        MemberRolesChange or MemberChange or KickChange or BansChange => Members,
        MessageChange => Messages,
        RowChange or SettingsChange or TablesChange => Records,
        _ => Structure,
    };
}
