using Mainstay.Discord;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Keys;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Settings;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Server;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mainstay.Testing.Engine;

/// <summary>
/// A whole Mainstay and a Discord for it in one process, talking over real sockets on the loopback, with a database in a folder that goes away. What a plugin
/// author tests a module with.
/// </summary>
public sealed class HostedMainstay : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TestDatabase? _database;
    private readonly Action<IServiceCollection> _modules;
    private ServiceProvider _services;
    private bool _stopped;

    private HostedMainstay(SandboxServer sandbox, string folder, TestDatabase? database, Action<IServiceCollection> modules)
    {
        (Sandbox, _folder, _database, _modules) = (sandbox, folder, database, modules);
        _services = Compose();
    }

    /// <summary>Discord.</summary>
    public SandboxServer Sandbox { get; }

    /// <summary>Mainstay's services: the database, settings, operations, ...</summary>
    public IServiceProvider Services => _services;

    /// <summary>Mainstay itself.</summary>
    public MainstayBot Bot => _services.GetRequiredService<MainstayBot>();

    /// <summary>Starts both, and comes back when Mainstay is on Discord.</summary>
    /// <param name="modules">Adds the modules under test, as the program would.</param>
    /// <param name="options">The Discord to start; by default the law firm without rate limits.</param>
    /// <param name="database">The database, which goes away with this; by default an SQLite file of its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HostedMainstay> StartAsync(
        Action<IServiceCollection> modules, SandboxOptions? options = null, TestDatabase? database = null, CancellationToken cancellationToken = default)
    {
        var sandbox = await SandboxServer.StartAsync(options ?? HostedSandbox.ForTests with { Scenario = "law-firm" }, cancellationToken).ConfigureAwait(false);
        var hosted = new HostedMainstay(sandbox, Directory.CreateTempSubdirectory("mainstay-hosted-").FullName, database, modules);
        try
        {
            await hosted.Bot.StartAsync(cancellationToken).ConfigureAwait(false);
            return hosted;
        }
        catch
        {
            await hosted.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A person who uses the server.</summary>
    /// <param name="who"><c>owner</c>, <c>member</c>, a name or an id.</param>
    public SandboxPerson As(string who) => new(Sandbox, who);

    /// <summary>Saves settings as their record is written in JSON, such as <c>replies</c> with <c>{"log-channel":"…"}</c>.</summary>
    public async Task SaveSettingsAsync(Id<Guild> guild, string name, string body, CancellationToken cancellationToken = default)
    {
        var store = Services.GetRequiredService<SettingsStore>();
        var declaration = Services.GetRequiredService<ModuleRegistry>().Settings.Single(s => s.Name == name);
        await Services.GetRequiredService<IDatabase>().WriteAsync(
            async unit =>
            {
                var (number, before) = await store.NewestAsync(unit, guild, declaration).ConfigureAwait(false);
                await store.AddAsync(unit, guild, declaration, number + 1, before, body, default).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        store.Forget(guild);
    }

    /// <summary>Stops Mainstay and starts it again on the same database.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync().ConfigureAwait(false);
        await StartAgainAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts Mainstay on the same database after <see cref="StopAsync" />.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        _services = Compose();
        _stopped = false;
        return Bot.StartAsync(cancellationToken);
    }

    /// <summary>Stops Mainstay; Discord goes on.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await Bot.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await Sandbox.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddStore(_database?.Options ?? new StoreOptions { File = Path.Combine(_folder, "mainstay.db") });
        services.AddMainstayEngine(
            new BotOptions { Token = SandboxOptions.DefaultToken, Api = Sandbox.RestBase, Seed = 1 },
            new GuildImageOptions { FlushEvery = TimeSpan.FromMilliseconds(50) },
            new MasterKeyOptions { File = Path.Combine(_folder, "mainstay.key") });
        _modules(services);
        return services.BuildServiceProvider();
    }
}
