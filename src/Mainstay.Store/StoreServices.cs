using Mainstay.Sdk.Data;
using Mainstay.Store.Migrations;
using Mainstay.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Store;

/// <summary>What this project adds to a program.</summary>
public static class StoreServices
{
    /// <summary>
    /// Adds <see cref="IDatabase" /> and <see cref="IMigrator" />. Nothing is touched until the first use, which
    /// fails with a <see cref="DatabaseException" /> when the database cannot be used.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IDatabase, SqliteDatabase>();
        services.AddSingleton<IMigrator, Migrator>();
        return services;
    }
}
