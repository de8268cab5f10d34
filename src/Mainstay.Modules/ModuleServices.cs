using Mainstay.Modules.Database;
using Mainstay.Modules.Debug;
using Mainstay.Modules.Help;
using Mainstay.Modules.Jobs;
using Mainstay.Modules.Repair;
using Mainstay.Modules.Setup;
using Mainstay.Modules.Staff;
using Mainstay.Modules.Sync;
using Mainstay.Sdk;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules;

/// <summary>What this project adds to a program.</summary>
public static class ModuleServices
{
    /// <summary>Adds the built-in modules, in the order in which their tables are made.</summary>
    public static IServiceCollection AddMainstayModules(this IServiceCollection services)
    {
        services.AddSingleton<IModule, SyncModule>();
        services.AddSingleton<IModule, StaffModule>();
        services.AddSingleton<IModule, JobModule>();
        services.AddSingleton<IModule, SetupModule>();
        services.AddSingleton<IModule, RepairModule>();
        services.AddSingleton<IModule, DatabaseModule>();
        services.AddSingleton<IModule, DebugModule>();
        services.AddSingleton<IModule, HelpModule>();
        return services;
    }
}
