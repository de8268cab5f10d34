using Mainstay.Discord;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair;

/// <summary>The routines as operations: each reads what it looks at, and all share one planner.</summary>
internal static class RepairOperations
{
    public const string StaffRoles = "repair.staff-roles";
    public const string JobRoles = "repair.job-roles";
    public const string Channels = "repair.channels";
    public const string Config = "repair.config";
    public const string Orphaned = "repair.orphaned";
    public const string Indexes = "repair.db-indexes";
    public const string Everything = "repair.all";

    /// <summary>The argument that decides, for one run, what policies leave open: <c>database</c> or <c>discord</c>.</summary>
    public const string Conflicts = "conflicts";

    public static readonly IReadOnlyDictionary<string, Routine> Routines = new SortedDictionary<string, Routine>(StringComparer.Ordinal)
    {
        [StaffRoles] = Routine.StaffRoles,
        [JobRoles] = Routine.JobRoles,
        [Channels] = Routine.Channels,
        [Config] = Routine.Config,
        [Orphaned] = Routine.Orphaned,
        [Indexes] = Routine.Indexes,
        [Everything] = Routine.All,
    };

    public static readonly IReadOnlyList<Operation> All = [.. Routines.Select(r => Of(r.Key, r.Value))];

    private static Operation<RepairInput> Of(string name, Routine routines) => new()
    {
        Name = name,
        Title = RepairTexts.Title(routines),
        Capability = RepairCapabilities.Apply,
        Unattended = async (settings, guild, cancellationToken) =>
            (await settings.GetAsync<RepairSettings>(guild, cancellationToken).ConfigureAwait(false)).Value.Watching(routines) == WatchMode.Heal,
        Read = (reading, cancellationToken) => ReadAsync(reading, routines, cancellationToken),
        Plan = RepairPlanner.Plan,
    };

    private static async Task<Outcome<RepairInput>> ReadAsync(Reading reading, Routine routines, CancellationToken cancellationToken)
    {
        bool Any(Routine some) => (routines & some) != 0;
        var claims = Any(Routine.MemberRoles | Routine.Channels) ? await reading.ClaimsAsync(cancellationToken).ConfigureAwait(false) : [];
        var settings = Any(~Routine.Indexes) ? await reading.SettingsRecordsAsync(cancellationToken).ConfigureAwait(false) : [];
        var channels = (Any(Routine.Channels | Routine.Config) ? settings : []).SelectMany(s => s.Ids).Where(i => i.Object == DiscordObject.Channel).Select(i => new Id<Channel>(i.Id))
            .Concat(claims.SelectMany(c => c.Channels).Select(c => c.Channel)).Where(c => !c.IsNone).Distinct().ToArray();
        var roles = claims.SelectMany(c => c.RoleObjects).Select(r => r.Role).Where(r => !r.IsNone).Distinct().ToArray();
        return new RepairInput
        {
            Routines = routines,
            Policies = await reading.SettingsAsync<RepairSettings>(cancellationToken).ConfigureAwait(false),
            Decided = reading.Arguments[Conflicts] switch { "database" => Winner.Database, "discord" => Winner.Discord, _ => null },
            Claims = claims,
            Settings = settings,
            Objects = Any(Routine.Orphaned) ? await reading.NamedObjectsAsync(cancellationToken).ConfigureAwait(false) : [],
            Schema = Any(Routine.Indexes) ? await reading.SchemaAsync(cancellationToken).ConfigureAwait(false) : [],
            LastSeen = channels.Length + roles.Length > 0 ? await reading.LastSeenAsync(channels, roles, cancellationToken).ConfigureAwait(false) : RepairInput.NothingSeen,
        };
    }
}
