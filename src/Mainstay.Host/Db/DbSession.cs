using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Host.Db;

/// <summary>The program's parts around its database, composed as for a run, without entering Discord.</summary>
internal sealed class DbSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public DbSession(StoreOptions place, TimeProvider time)
    {
        Place = place;
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddStore(place);
        services.AddMainstayEngine(new BotOptions { Token = "none-is-used" });
        services.AddMainstayModules();
        _services = services.BuildServiceProvider();
    }

    public StoreOptions Place { get; }

    public IMigrator Migrator => _services.GetRequiredService<IMigrator>();

    public ISchemaInspector Inspector => _services.GetRequiredService<ISchemaInspector>();

    public IDatabaseStatus Status => _services.GetRequiredService<IDatabaseStatus>();

    /// <summary>The modules with their tables, in the order in which they are added.</summary>
    public IReadOnlyList<IModule> Modules => [.. _services.GetServices<IModule>()];

    public IReadOnlyList<MigrationSet> Sets => MigrationSet.InOrder(Modules);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
