using Mainstay.Engine.Keys;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Engine.Journal;

/// <summary>What the journal adds to a program.</summary>
public static class JournalServices
{
    /// <summary>Adds <see cref="JournalReader" /> alone, over a database that the store adds: for tools that look at the journal without running the engine.</summary>
    public static IServiceCollection AddJournalReader(this IServiceCollection services, MasterKeyOptions keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(keys);
        services.AddSingleton<MasterKey>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton(provider => new JournalReader(
            provider.GetRequiredService<IDatabase>(),
            provider.GetRequiredService<ISchemaInspector>(),
            provider.GetRequiredService<MasterKey>(),
            provider.GetRequiredService<JournalStore>()));
        return services;
    }
}
