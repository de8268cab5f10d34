using Mainstay.Discord.Rest;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Events;
using Mainstay.Engine.Health;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Keys;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Engine.Settings;
using Mainstay.Engine.Snapshots;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine;

/// <summary>What this project adds to a program.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds everything that runs modules. The program adds the modules themselves, the store, and a <see cref="TimeProvider" /> if it is not the system's.
    /// Without <paramref name="keys" /> the master key lives in memory, and the database opens for this one program only: for tests.
    /// </summary>
    public static IServiceCollection AddMainstayEngine(
        this IServiceCollection services, BotOptions bot, GuildImageOptions? images = null, MasterKeyOptions? keys = null)
    {
        ArgumentNullException.ThrowIfNull(bot);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();

        services.AddSingleton<ModuleRegistry>();
        services.AddSingleton(provider => new Lazy<ModuleRegistry>(provider.GetRequiredService<ModuleRegistry>));
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<ISettings>(provider => provider.GetRequiredService<SettingsStore>());
        services.AddSingleton(provider => new Lazy<SettingsStore>(provider.GetRequiredService<SettingsStore>));
        services.AddSingleton<IdRemap>();
        services.AddSingleton<IdAliases>();
        services.AddSingleton<IAuthority, AuthorityService>();
        services.AddSingleton<GuildLanes>();
        services.AddGuildImages(images);
        services.AddSingleton(bot);
        services.AddSingleton(provider => bot.Connect(provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton<CommandDirectory>();
        services.AddSingleton<ICommandDirectory>(provider => provider.GetRequiredService<CommandDirectory>());
        services.AddSingleton<InteractionRouter>();
        services.AddSingleton<CommandRegistrar>();
        services.AddSingleton<IElsewhere, Elsewhere>();
        services.AddSingleton<IGuildLog, GuildLog>();
        services.AddSingleton<IAttachedFiles, AttachedFiles>();

        services.AddJournalReader(keys ?? new MasterKeyOptions());
        services.AddSingleton<JournalSubjects>();
        services.AddSingleton<IAttempts, Attempts>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<JournalStore>());
        services.TryAddSingleton(CommitPace.Default);
        services.AddSingleton<StepWriter>();
        services.AddSingleton<RunStore>();
        services.AddChangeKinds();
        services.AddSingleton<Pace>();
        services.AddSingleton<EchoBoard>();
        services.AddSingleton<RunOwner>();
        services.AddSingleton<GuildRuns>();
        services.AddSingleton<SnapshotStore>();
        services.AddSingleton<IGuildTables>(provider => provider.GetRequiredService<SnapshotStore>());
        services.AddSingleton<ISnapshots>(provider => provider.GetRequiredService<SnapshotStore>());
        services.AddSingleton<RecordsReading>();
        services.AddSingleton<IRecords, Records>();
        services.AddSingleton<OperationPlanner>();
        services.AddSingleton<OperationTexts>();
        services.AddSingleton<RunApplier>();
        services.AddSingleton<RunDriver>();
        services.AddSingleton<ReplyDelivery>();
        services.AddSingleton<RunDelivery>();
        services.AddSingleton<UndoPlanner>();
        services.AddSingleton<RunActions>();
        services.AddSingleton<RunViews>();
        services.AddSingleton<RunDecisions>();
        services.AddSingleton<RunCommands>();
        services.AddSingleton<OperationService>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<OperationService>());
        services.AddSingleton<IModule, OperationsModule>();
        services.AddSingleton<SettingsPlans>();
        services.AddSingleton<IModule, SettingsModule>();

        services.AddSingleton<GatewayPulse>();
        services.AddSingleton<EngineProbes>();
        services.AddSingleton<IHealth, HealthService>();

        services.AddSingleton<Jobs.JobRunner>();
        services.AddSingleton<IJobs>(provider => provider.GetRequiredService<Jobs.JobRunner>());

        services.AddSingleton<InteractionLane>();
        services.AddSingleton<ModuleEvents>();
        services.AddSingleton<RunRecovery>();
        services.AddSingleton(provider => new MainstayBot(
            bot,
            provider.GetRequiredService<DiscordRest>(),
            provider.GetRequiredService<IMigrator>(),
            provider.GetRequiredService<MasterKey>(),
            provider.GetRequiredService<ModuleRegistry>(),
            provider.GetRequiredService<GuildImageRuntime>(),
            provider.GetRequiredService<InteractionLane>(),
            provider.GetRequiredService<ModuleEvents>(),
            provider.GetRequiredService<CommandRegistrar>(),
            provider.GetRequiredService<RunRecovery>(),
            provider.GetRequiredService<Jobs.JobRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MainstayBot>>()));
        return services;
    }
}
