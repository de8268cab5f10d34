using Mainstay.Engine.Authority;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Events;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Engine.Settings;
using Mainstay.Sdk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Engine;

/// <summary>What this project adds to a program.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds everything that runs modules. The program adds the modules themselves, the store, and a <see cref="TimeProvider" /> if it is not the system's.
    /// </summary>
    public static IServiceCollection AddMainstayEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();

        services.AddSingleton<ModuleRegistry>();
        services.AddSingleton(provider => new Lazy<ModuleRegistry>(provider.GetRequiredService<ModuleRegistry>));
        services.AddSingleton<ISettings, SettingsStore>();
        services.AddSingleton<IAuthority, AuthorityService>();
        services.AddSingleton<GuildLanes>();

        services.AddSingleton<CommandDirectory>();
        services.AddSingleton<ICommandDirectory>(provider => provider.GetRequiredService<CommandDirectory>());
        services.AddSingleton<InteractionRouter>();

        services.AddSingleton<JournalStore>();
        services.AddSingleton<StepWriter>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RowKind>();
        services.AddSingleton<MemberRolesKind>();
        services.AddSingleton<ChangeKinds>();
        services.AddSingleton<Pace>();
        services.AddSingleton<EchoBoard>();
        services.AddSingleton<GuildRuns>();
        services.AddSingleton<OperationPlanner>();
        services.AddSingleton<OperationTexts>();
        services.AddSingleton<RunApplier>();
        services.AddSingleton<RunDriver>();
        services.AddSingleton<OperationService>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<OperationService>());
        services.AddSingleton<IModule, OperationsModule>();
        return services;
    }
}
