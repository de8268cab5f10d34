using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>Reads for a planner and keeps, for the frame, what each reading said.</summary>
internal sealed class OperationReading(Lazy<ModuleRegistry> modules, ISettings settings, RecordsReading records) : Reading
{
    private readonly SortedDictionary<string, string> _readings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Readings => _readings;

    public override async Task<TSettings> SettingsAsync<TSettings>(CancellationToken cancellationToken)
    {
        var version = await settings.GetAsync<TSettings>(Guild, cancellationToken).ConfigureAwait(false);
        RestsOn($"the settings of {modules.Value.SettingsName(typeof(TSettings))}", version.Number.ToString(CultureInfo.InvariantCulture));
        return version.Value;
    }

    public override async Task<IReadOnlyList<ClaimSet>> ClaimsAsync(CancellationToken cancellationToken)
    {
        var sets = new List<ClaimSet>();
        foreach (var source in modules.Value.Claims)
        {
            var set = await source.ReadAsync(Guild, cancellationToken).ConfigureAwait(false);
            RestsOn(set.Title, Digest(set));
            if (set.Channels.Count + set.RoleObjects.Count > 0)
            {
                RestsOn($"the channels and roles of {set.Title}", $"{Hash(JsonSerializer.Serialize(set.Channels)):x16}:{Hash(JsonSerializer.Serialize(set.RoleObjects)):x16}");
            }

            sets.Add(set);
        }

        return sets;
    }

    public override async Task<IReadOnlyList<SettingsRecord>> SettingsRecordsAsync(CancellationToken cancellationToken)
    {
        var found = await records.SettingsAsync(Guild, cancellationToken).ConfigureAwait(false);
        foreach (var (record, version) in found)
        {
            RestsOn($"the settings of {record.Name}", version.ToString(CultureInfo.InvariantCulture));
        }

        return [.. found.Select(f => f.Record)];
    }

    public override async Task<IReadOnlyList<NamedObject>> NamedObjectsAsync(CancellationToken cancellationToken)
    {
        var found = await records.ObjectsAsync(Guild, cancellationToken).ConfigureAwait(false);
        foreach (var table in found.GroupBy(o => o.Table, StringComparer.Ordinal))
        {
            var sum = table.Aggregate(0UL, (hash, cell) => Mix(hash ^ cell.Id) + Hash(cell.Column) + Hash(cell.Key.ToString()));
            RestsOn($"the records of {table.Key.Replace('_', ' ')}", $"{table.Count().ToString(CultureInfo.InvariantCulture)}:{sum:x16}");
        }

        return found;
    }

    public override async Task<IReadOnlyList<SchemaFinding>> SchemaAsync(CancellationToken cancellationToken)
    {
        var found = await records.SchemaAsync(cancellationToken).ConfigureAwait(false);
        RestsOn("the tables and indexes of the database", string.Join(';', found.Select(f => $"{f.Difference}/{f.Table}/{f.Name}/{f.Blocking?.Rows}")));
        return found;
    }

    public override Task<LastSeen> LastSeenAsync(IReadOnlyCollection<Id<Channel>> channels, IReadOnlyCollection<Id<Role>> roles, CancellationToken cancellationToken) =>
        records.LastSeenAsync(Guild, channels, roles, cancellationToken);

    public override void RestsOn(string name, string state) => _readings[name] = state;

    /// <summary>Differs when the claims differ, whatever their order.</summary>
    private static string Digest(ClaimSet set)
    {
        var claims = 0UL;
        foreach (ref readonly var claim in set.ClaimSpan())
        {
            // The highest bit of an id is never set.
            claims += Mix(Mix(claim.Member.Value) ^ claim.Role.Value ^ ((ulong)claim.Mode << 63));
        }

        var roles = set.Roles.Aggregate(0UL, (sum, role) => sum + Mix(role.Role.Value));
        return $"{set.Claims.Count.ToString(CultureInfo.InvariantCulture)}:{claims:x16}:{roles:x16}";
    }

    private static ulong Hash(string text) => text.Aggregate(14_695_981_039_346_656_037UL, (hash, character) => unchecked((hash ^ character) * 1_099_511_628_211UL));

    /// <summary>The finaliser of splitmix64: every bit of the input reaches every bit of the output.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x + 0x9E37_79B9_7F4A_7C15UL) ^ (x >> 30);
        x *= 0xBF58_476D_1CE4_E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return x ^ (x >> 31);
    }
}
