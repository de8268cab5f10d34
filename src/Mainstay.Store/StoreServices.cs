using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store.Migrations;
using Mainstay.Store.Mirror;
using Mainstay.Store.Postgres;
using Mainstay.Store.Schema;
using Mainstay.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Store;

/// <summary>What this project adds to a program.</summary>
public static class StoreServices
{
    /// <summary>The mirror's tables. They come first, because every module's records refer to a guild.</summary>
    public static MigrationSet Migrations { get; } = MigrationSet.Embedded("mirror", typeof(Migrator));

    /// <summary>
    /// Adds <see cref="IDatabase" />, <see cref="IDatabaseStatus" />, <see cref="IMigrator" />, <see cref="ISchemaInspector" />, <see cref="IGuildMirror" />, the mirror's
    /// <see cref="MigrationSet" /> and the declaration of its tables (an <see cref="IModule" />). Nothing is touched until the first use, which fails with a
    /// <see cref="DatabaseException" /> when the database cannot be used.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        if (options.Server is null)
        {
            services.AddSingleton<SqliteDatabase>();
            services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
            services.AddSingleton<IPool>(provider => provider.GetRequiredService<SqliteDatabase>());
            services.AddSingleton<IMemberRows, SqliteMemberRows>();
            services.AddSingleton<ISchemaSource, SqliteSchema>();
        }
        else
        {
            services.AddSingleton<PostgresDatabase>();
            services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
            services.AddSingleton<IPool>(provider => provider.GetRequiredService<PostgresDatabase>());
            services.AddSingleton<IMemberRows, PostgresMemberRows>();
            services.AddSingleton<ISchemaSource, PostgresSchema>();
        }

        services.AddSingleton<IMigrator, Migrator>();
        services.AddSingleton<ISchemaInspector, SchemaInspector>();
        services.AddSingleton<IDatabaseStatus>(provider => new DatabaseStatusReader(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<IPool>(), provider.GetRequiredService<IMigrator>(), provider.GetServices<IModule>));
        services.AddSingleton<IGuildMirror, GuildMirror>();
        services.AddSingleton(Migrations);
        services.AddSingleton<IModule, MirrorModule>();
        return services;
    }
}
