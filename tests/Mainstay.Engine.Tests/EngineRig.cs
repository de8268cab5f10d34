using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Keys;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Time;
using Mainstay.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Tests;

/// <summary>The engine on a real database and a virtual clock, with a Discord of one guild that does what the test says.</summary>
internal sealed class EngineRig : IAsyncDisposable, IGuilds
{
    public const ulong Staff = 50;
    public const ulong Other = 40;
    public const ulong High = 90;

    private readonly string _folder;
    private readonly TestDatabase? _database;
    private readonly StoreOptions _store;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    private EngineRig(TestDatabase? database, EngineRig? before)
    {
        _database = database;
        _ownsFolder = before is null;
        var discord = before?.Discord;
        _folder = before?._folder ?? Directory.CreateTempSubdirectory("mainstay-engine-").FullName;
        Discord = discord ?? new ScriptedDiscord(new GuildBuilder(mainstayPosition: 80).Role(Staff, 50).Role(Other, 40).Role(High, 90).Member(10).Member(11).Member(12, Other).Member(13));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        _store = before?._store ?? database?.Options ?? new StoreOptions { File = Path.Combine(_folder, "mainstay.db") };
        services.AddStore(_store);
        var store = services.Last(s => s.ServiceType == typeof(IDatabase)).ImplementationFactory!;
        services.AddSingleton<FaultyDatabase>(provider => new FaultyDatabase((IDatabase)store(provider)));
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<FaultyDatabase>());
        services.AddSingleton(CommitPace.Unlimited);
        services.AddMainstayEngine(
            new BotOptions { Token = "no-token-is-used" }, keys: new MasterKeyOptions { File = Path.Combine(_folder, "mainstay.key") });
        services.AddSingleton<IGuilds>(this);
        services.AddSingleton<IMemberRoles>(Discord);
        services.AddSingleton<IModule, ProbeModule>();
        _services = services.BuildServiceProvider();
        Discord.Echoes = Get<EchoBoard>();
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public ManualTime Time { get; } = new();

    public ScriptedDiscord Discord { get; }

    public Id<Guild> Guild => Discord.Guild.Id;

    public IReadOnlyCollection<Id<Guild>> All => [Guild];

    /// <summary>Mainstay was thrown out of the guild.</summary>
    public bool Left { get; set; }

    /// <summary>What is known of the guild before Discord has shown it; unset: it has.</summary>
    public GuildImage? Before { get; set; }

    /// <summary>How often somebody asked what is known of the guild.</summary>
    public int Asked { get; private set; }

    /// <summary>What every write to the database fails with; unset: nothing.</summary>
    public DatabaseFault? Fault
    {
        set => Get<FaultyDatabase>().Fault = value;
    }

    /// <summary>On the given database, or on the one that the test's class asks for (<see cref="OnPostgresAttribute" />).</summary>
    public static async Task<EngineRig> StartAsync(DatabaseKind? kind = null)
    {
        Assert.SkipWhen(kind == DatabaseKind.Postgres && PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var rig = new EngineRig(kind is { } given ? await TestDatabase.CreateAsync(given, Token) : await OnPostgresAttribute.DatabaseAsync(), null);
        await rig.Get<MainstayBot>().MigrateAsync(Token);
        return rig;
    }

    /// <summary>Another process on the same database and the same Discord, after this one has been killed.</summary>
    public EngineRig Reborn()
    {
        Discord.Reborn();
        return new EngineRig(null, this);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public bool TrySnapshot(Id<Guild> guild, [NotNullWhen(true)] out GuildImage? image)
    {
        Asked++;
        image = guild == Guild && !Left ? Before ?? Discord.Image() : null;
        return image is not null;
    }

    /// <summary>The person who asks: the owner unless said otherwise.</summary>
    public ActionContext As(ulong user = 1, string state = "", params Id<Role>[] roles) => new PlainAction
    {
        Actor = new Actor { User = new(user), Roles = roles },
        Place = new Place(Guild, new(500)),
        OnlyToAsker = true,
        Correlation = "test",
        State = state,
    };

    /// <summary>The owner sends the form that asks for a phrase.</summary>
    public ActionContext Typing(string phrase, string state) => new PlainAction
    {
        Actor = new Actor { User = new(1) },
        Place = new Place(Guild, new(500)),
        OnlyToAsker = true,
        Correlation = "test",
        State = state,
        Fields = new Dictionary<string, string> { [RunActions.PhraseField] = phrase },
    };

    /// <summary>The same from a direct message, where Discord names no server and no roles.</summary>
    public ActionContext InDirectMessage(ulong user, string state) => new PlainAction
    {
        Actor = new Actor { User = new(user) },
        Place = new Place(null, new(501)),
        OnlyToAsker = false,
        Correlation = "test",
        State = state,
    };

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql) => Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<T>(sql), Token);

    public Task<int> ExecuteAsync(string sql) => Get<IDatabase>().WriteAsync(unit => unit.ExecuteAsync(sql), Token);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class PlainAction : ActionContext
    {
        public override ValueTask ShowAsync(Reply reply, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}

/// <summary>One guild behind the requests of the kind member-roles.</summary>
internal sealed class ScriptedDiscord(GuildBuilder guild) : IMemberRoles
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<Sending> _never = new();

    public GuildBuilder Guild => guild;

    public EchoBoard? Echoes { get; set; }

    /// <summary>What becomes of the n-th request (from 1): done or not, and what the answer is. By default it is done and taken.</summary>
    public Func<int, (bool Done, Sending? Answer)> Script { get; set; } = _ => (true, new Sending.Accepted());

    /// <summary>Completes when a request that never gets an answer has arrived.</summary>
    public TaskCompletionSource Stuck { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Requests { get; private set; }

    public int Looks { get; private set; }

    /// <summary>What happens meanwhile when somebody looks.</summary>
    public Func<Task> WhileLooking { get; set; } = () => Task.CompletedTask;

    public GuildImage Image()
    {
        lock (_lock)
        {
            return guild.Build();
        }
    }

    public void Change(Action<GuildBuilder> change)
    {
        lock (_lock)
        {
            change(guild);
        }
    }

    public ulong[] RolesOf(ulong member) => Image().Members.TryGet(new(member), out var found) ? [.. found.Roles.ToArray().Select(r => r.Value)] : [];

    public void Reborn()
    {
        Script = _ => (true, new Sending.Accepted());
        Stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _never = new();
    }

    public Task<Sending> AddAsync(Id<Guild> id, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, held => [.. held.Append(role.Value)]);

    public Task<Sending> RemoveAsync(Id<Guild> id, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, held => [.. held.Where(r => r != role.Value)]);

    public Task<Sending> SetAsync(Id<Guild> id, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, _ => [.. roles.Select(r => r.Value)]);

    public async Task<SeenMember> LookAsync(Id<Guild> id, Id<User> member, CancellationToken cancellationToken)
    {
        Looks++;
        await WhileLooking();
        return Image().Members.TryGet(member, out var found) ? new SeenMember(found.Roles.ToArray(), false) : new SeenMember(null, true);
    }

    private Task<Sending> DoAsync(Id<Guild> id, Id<User> member, Func<ulong[], ulong[]> change)
    {
        lock (_lock)
        {
            Requests++;
            var (done, answer) = Script(Requests);
            if (done)
            {
                guild.Member(member.Value, change(RolesOf(member.Value)));
                Echoes?.Ring(id);
            }

            if (answer is null)
            {
                Stuck.TrySetResult();
                return _never.Task;
            }

            return Task.FromResult(answer);
        }
    }
}

/// <summary>A module as a stranger would write it: an operation over roles, one over a row, a settings record, a table.</summary>
internal sealed class ProbeModule : IModule
{
    public static readonly Capability Use = new("probe.use", "use the probe");

    public string Name => "probe";

    public IReadOnlyList<Capability> Capabilities => [Use];

    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<ProbeSettings>("probe", "Probe")];

    public MigrationSet Migrations => new("probe", [new Migration(1, "note", "CREATE TABLE probe_note (guild_id BIGINT NOT NULL, user_id BIGINT NOT NULL, note TEXT, PRIMARY KEY (guild_id, user_id));", "DROP TABLE probe_note;")]);

    public IReadOnlyList<Table> Tables =>
    [
        new()
        {
            Name = "probe_note",
            Description = "Notes on people.",
            Kind = TableKind.Record,
            Key = ["guild_id", "user_id"],
            Columns = [new("guild_id", ColumnType.Integer), new("user_id", ColumnType.Integer) { Names = DiscordObject.User, PersonalTo = "user_id" }, new("note", ColumnType.Text)],
        },
    ];

    public IReadOnlyList<Operation> Operations =>
    [
        new Operation<ProbeSettings>
        {
            Name = "probe.give",
            Title = "Give a role",
            Capability = Use,
            Unattended = (_, _, _) => Task.FromResult(true),
            Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
            Plan = planning => new Draft
            {
                Changes =
                [
                    .. planning.Image.Members.AsEnumerable().Where(m => m.Id.Value >= 10).Select(m => new MemberRolesChange
                    {
                        Member = m.Id,
                        Before = m.Roles.ToArray(),
                        After = [.. m.Roles.ToArray().Append(planning.Arguments.Id<Role>("role")).Order()],
                        Reason = "the probe says so",
                        Risk = planning.Arguments["destroys"] is null ? Risk.Low : Risk.Destructive,
                    }),
                ],
            },
        },
        new Operation<ProbeSettings>
        {
            Name = "probe.chain",
            Title = "One after the other",
            Capability = Use,
            Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
            Plan = _ => new Draft
            {
                Changes =
                [
                    new MemberRolesChange { Member = new(10), Before = [], After = [new(EngineRig.Staff)], Reason = "first" },
                    new MemberRolesChange { Member = new(11), Before = [], After = [new(EngineRig.Staff)], Reason = "second", DependsOn = [0] },
                ],
            },
        },
        new Operation<ProbeSettings>
        {
            Name = "probe.strengthen",
            Title = "Let a role do more",
            Capability = Use,
            Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
            Plan = planning => new Draft
            {
                Changes =
                [
                    new RoleChange
                    {
                        Role = planning.Arguments.Id<Role>("role"),
                        Before = new RoleState { Permissions = planning.Image.Roles.Find(planning.Arguments.Id<Role>("role"))!.Permissions },
                        After = new RoleState { Permissions = Permissions.ManageRoles },
                        Reason = "the probe says so",
                    },
                ],
            },
        },
        new Operation<ProbeSettings>
        {
            Name = "probe.note",
            Title = "Write a note",
            Capability = Use,
            Read = async (reading, ct) => await reading.SettingsAsync<ProbeSettings>(ct),
            Plan = planning => new Draft
            {
                Changes =
                [
                    new RowChange
                    {
                        Table = "probe_note",
                        Key = new Row { ["guild_id"] = (long)planning.Image.Id.Value, ["user_id"] = 10L },
                        After = new Row { ["note"] = planning.Arguments["note"] },
                        Reason = "noted",
                        Summary = "a note",
                    },
                    .. planning.Arguments["alone"] is not null ? [] : (Change[])[new MemberRolesChange { Member = new(10), Before = [], After = [new(EngineRig.Staff)], Reason = "noted", DependsOn = [0] }],
                ],
            },
        },
    ];
}

internal sealed record ProbeSettings
{
    [Setting("How much", Min = 1, Max = 10)]
    public int Much { get; init; } = 3;

    [Setting("What it is called", Min = 1, Max = 20)]
    public string Title { get; init; } = "probe";
}

/// <summary>A database whose writes fail while the test says so, as those of a full disk do: what the unit wrote is taken back.</summary>
internal sealed class FaultyDatabase(IDatabase database) : IDatabase
{
    private int _left = -1;

    public DatabaseFault? Fault { get; set; }

    /// <summary>One write fails, after so many that do not.</summary>
    public void FailOnce(int after) => Volatile.Write(ref _left, after + 1);

    public Dialect Dialect => database.Dialect;

    public Task<T> ReadAsync<T>(Func<IUnit, Task<T>> work, CancellationToken cancellationToken) => database.ReadAsync(work, cancellationToken);

    public Task<T> WriteAsync<T>(Func<IUnit, Task<T>> work, Durability durability, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var result = await work(unit);
            return (Interlocked.Decrement(ref _left) == 0 ? DatabaseFault.Full : Fault) is { } fault ? throw new DatabaseException(fault, "The test says so.") : result;
        },
        durability,
        cancellationToken);
}
