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
