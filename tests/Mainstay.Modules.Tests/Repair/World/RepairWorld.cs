using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Modules.Tests.Repair.World;

/// <summary>
/// A server with the records about it: as it was set up, as drift leaves it, and as a plan makes it again. What Discord and the engine do with a change is done here
/// in the plainest way that is right, so that a planner can be held against thousands of servers.
/// </summary>
internal sealed partial class RepairWorld
{
    private const ulong GuildId = 900_000_000;
    private const ulong FirstId = 1_000_000_000;

    // Not GuildBuilder's: those are numbers that a plan gives to what it makes.
    private static readonly Id<User> Owner = new(900_001_000);
    private static readonly Id<User> Mainstay = new(900_002_000);
    private static readonly Id<Role> OwnRole = new(900_003_000);
    private static readonly Guild Template = new GuildBuilder().Build().Guild!;

    private readonly SortedDictionary<ulong, Role> _roles = [];
    private readonly SortedDictionary<ulong, Channel> _channels = [];
    private readonly SortedDictionary<ulong, ulong[]> _members = [];
    private readonly SortedDictionary<(string Key, string Column), object?> _cells = [];
    private readonly List<GovernedRole> _ranks = [];
    private readonly List<GovernedRole> _jobRoles = [];
    private readonly List<RoleClaim> _staff = [];
    private readonly List<RoleClaim> _jobs = [];
    private readonly List<ChannelClaim> _placed = [];
    private readonly List<ChannelClaim> _others = [];
    private readonly List<RoleObjectClaim> _roleObjects = [];
    private readonly int _top;
    private readonly Permissions _own;
    private readonly string _description;
    private LastSeen _lastSeen = new(new Dictionary<Id<Channel>, Channel>(), new Dictionary<Id<Role>, Role>());
    private string _settings = "{}";
    private ulong _next = FirstId;

    public RepairWorld(int roles, int channels, int members, int seed)
    {
        _description = $"{roles} roles, {channels} channels, {members} members, seed {seed}";
        var random = new System.Random(seed);
        _top = random.Next(4) == 0 ? random.Next(1, roles + 2) : roles + 5;
        _own = random.Next(3) == 0 ? Permissions.Administrator
            : Permissions.ViewChannel | Permissions.ManageRoles | Permissions.ManageChannels | Permissions.SendMessages | Permissions.AddReactions | Permissions.Connect
            | (random.Next(3) == 0 ? Permissions.None : Permissions.ManageMessages);
        Policies = Chosen(random);
        Decided = random.Next(3) switch { 0 => Winner.Database, 1 => Winner.Discord, _ => null };
        Make(random, roles, channels, members);
        Claim(random);
        Remember();
        Drift(random);
    }

    public static Actor Asking { get; } = new() { User = Owner };

    public RepairSettings Policies { get; }

    public Winner? Decided { get; }

    public int Drifts { get; private set; }

    public int Hidden => _channels.Values.Count(IsHidden);

    public bool IsStale { get; set; }

    /// <summary>How many findings and changes there are is nobody's business here: what is done twice must come out the same.</summary>
    public static string Flat(Draft draft) => string.Join('\n', draft.Changes.Select(c => JsonSerializer.Serialize(c)).Concat(draft.Findings.Select(f => f.ToString())));

    public Draft Plan(Routine routines = Routine.All)
    {
        var image = Image();
        return RepairPlanner.Plan(new(image, Input(routines), Arguments.None, Asking, Reaches.Of(image, Asking), DateTimeOffset.UnixEpoch)).Value;
    }

    public GuildImage Image()
    {
        var known = new Completeness(Extent.Complete, "the test says so");
        var writer = new GuildImageWriter(new(GuildId), Mainstay) { ObjectsCompleteness = known };
        writer.SetGuild(Template with { Id = new(GuildId), OwnerId = Owner });
        writer.PutRole(new Role { Id = new(GuildId), Name = "@everyone", Color = 0, Hoist = false, Position = 0, Permissions = Everyone, Managed = false, Mentionable = false });
        writer.PutRole(new Role { Id = OwnRole, Name = "Mainstay", Color = 0, Hoist = false, Position = _top, Permissions = _own, Managed = true, Mentionable = false });
        foreach (var role in _roles.Values)
        {
            writer.PutRole(role);
        }

        foreach (var channel in _channels.Values)
        {
            writer.PutChannel(IsHidden(channel) ? Obscured(channel) : channel);
        }

        Put(writer, Owner.Value, []);
        Put(writer, Mainstay.Value, [OwnRole.Value]);
        foreach (var (member, roles) in _members)
        {
            Put(writer, member, roles);
        }

        if (!IsStale)
        {
            writer.MembersCompleteness = known;
        }

        return writer.Snapshot();
    }

    private static void Put(GuildImageWriter writer, ulong id, ulong[] roles) =>
        writer.Upsert(new MemberData { Id = id, Username = "somebody"u8, Roles = roles, JoinedAt = 1_700_000_000_000, Bot = id == Mainstay.Value });

    public override string ToString() => _description;

    private static RepairSettings Chosen(System.Random random)
    {
        Winner One(Winner usual) => random.Next(3) == 0 ? (Winner)random.Next(3) : usual;
        return new RepairSettings
        {
            StaffRoles = One(Winner.Database),
            JobRoles = One(Winner.Database),
            RoleLooks = One(Winner.Database),
            Channels = One(Winner.Database),
            ChannelNames = One(Winner.Database),
            Overwrites = One(Winner.Database),
            Positions = One(Winner.Database),
            Settings = One(Winner.Discord),
            Records = One(Winner.Discord),
        };
    }

    private static Channel Obscured(Channel channel) => new()
    {
        Id = channel.Id,
        Type = channel.Type,
        GuildId = channel.GuildId,
        Name = "___hidden___",
        Position = channel.Position,
        ParentId = channel.ParentId,
        PermissionOverwrites = [],
        Flags = ChannelFlags.ChannelObfuscated,
    };

    private RepairInput Input(Routine routines)
    {
        static ClaimSet Set(string source) => new() { Source = source, Title = $"the {source} records", Roles = [], Claims = [] };
        return new RepairInput
        {
            Routines = routines,
            Policies = Policies,
            Decided = Decided,
            Claims =
            [
                Set("jobs") with { Roles = [.. _jobRoles], Claims = [.. _jobs] },
                Set("staff") with { Roles = [.. _ranks], Claims = [.. _staff] },
                Set("setup") with { Channels = [.. _placed], RoleObjects = [.. _roleObjects] },
                Set("other") with { Channels = [.. _others] },
            ],
            Settings = [Settings()],
            Objects = [.. Objects()],
            LastSeen = _lastSeen,
        };
    }

    private SettingsRecord Settings()
    {
        var settings = JsonSerializer.Deserialize<Kept>(_settings)!;
        var ids = new List<SettingId>();
        if (settings.log is { } log)
        {
            ids.Add(new SettingId("log", "Where", DiscordObject.Channel, ulong.Parse(log, CultureInfo.InvariantCulture)) { IsNullable = true, Channel = new SettingChannelAttribute(ChannelType.GuildText) { Name = "log" } });
        }

        ids.AddRange(settings.open.Select((id, i) => new SettingId("open", "Where", DiscordObject.Channel, ulong.Parse(id, CultureInfo.InvariantCulture)) { Index = i }));
        ids.AddRange(settings.rights.Select((text, i) => text.Split('=')).Select((parts, i) => new SettingId("rights", "Who", DiscordObject.Role, ulong.Parse(parts[1], CultureInfo.InvariantCulture)) { Index = i, Key = parts[0], KeepsLast = true }));
        return new SettingsRecord("places", "Places", _settings, ids);
    }

    private IEnumerable<NamedObject> Objects()
    {
        var table = new PlacesModule().Tables[0];
        foreach (var ((key, name), value) in _cells)
        {
            var column = table.Columns.Single(c => c.Name == name);
            var action = WhenGone.Of(table, column);
            if (column.Names == DiscordObject.None || !action.IsReported || value is null or 0L || (action.From is { } from && !Equals(_cells[(key, "status")], from)))
            {
                continue;
            }

            yield return new NamedObject(PlacesModule.Table, Key(key), name, column.Names, (ulong)(long)value, action);
        }
    }

    private static Row Key(string key) => Row.From([new("guild_id", (long)GuildId), new("key", key)]);

    private bool IsHidden(Channel channel) => !_own.HasFlag(Permissions.Administrator)
        && !PermissionMaths.InChannel(_own | Everyone, new(GuildId), Mainstay, [OwnRole], channel.PermissionOverwrites).HasFlag(Permissions.ViewChannel);

    private static Permissions Everyone => Permissions.ViewChannel;

    private ulong Next() => _next += 1_000;

    // Named as in JSON.
#pragma warning disable IDE1006, SA1300
    private sealed record Kept
    {
        public string? log { get; init; }

        public List<string> open { get; init; } = [];

        public List<string> rights { get; init; } = [];
    }
#pragma warning restore IDE1006, SA1300
}
