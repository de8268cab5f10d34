using Mainstay.Engine;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Testing.Engine;

/// <summary>What the engine does with a draft between the planner and the preview, for planners under test: no Discord, no database.</summary>
public sealed class PlanRules : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>With the modules whose tables the drafts write.</summary>
    public PlanRules(Action<IServiceCollection> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStore(new StoreOptions { File = "never-opened.db" });
        services.AddMainstayEngine(new BotOptions { Token = "no-token-is-used" });
        modules(services);
        _services = services.BuildServiceProvider();
    }

    private ChangeKinds Kinds => _services.GetRequiredService<ChangeKinds>();

    /// <summary>The changes in the order in which they would be applied, or why there is no such order.</summary>
    public Outcome<IReadOnlyList<Change>> Arrange(GuildImage image, IReadOnlyList<Change> changes) => AccessOrder.Arrange(image, PlanOrder.Complete(changes, Kinds));

    /// <summary>What would have the whole plan refused: a sentence each.</summary>
    public IReadOnlyList<string> Obstacles(GuildImage image, Actor actor, IReadOnlyList<Change> changes) =>
        [.. Kinds.Obstacles(new PlanChecks(image, new ImageReach(image, actor), changes), changes).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
