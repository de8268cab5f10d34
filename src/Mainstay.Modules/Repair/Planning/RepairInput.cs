using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>All that the routines look at besides the image.</summary>
internal sealed record RepairInput
{
    public static readonly LastSeen NothingSeen = new(new Dictionary<Id<Channel>, Channel>(), new Dictionary<Id<Role>, Role>());

    public required Routine Routines { get; init; }

    public RepairSettings Policies { get; init; } = new();

    /// <summary>Decides, for this run, what the policies leave open.</summary>
    public Winner? Decided { get; init; }

    public IReadOnlyList<ClaimSet> Claims { get; init; } = [];

    public IReadOnlyList<SettingsRecord> Settings { get; init; } = [];

    public IReadOnlyList<NamedObject> Objects { get; init; } = [];

    /// <summary>Where the database differs from what is declared.</summary>
    public IReadOnlyList<SchemaFinding> Schema { get; init; } = [];

    public LastSeen LastSeen { get; init; } = NothingSeen;

    public Winner WinnerOf(Entity entity) => Policies.Of(entity) is var winner and not Winner.Ask ? winner : Decided ?? Winner.Ask;
}
