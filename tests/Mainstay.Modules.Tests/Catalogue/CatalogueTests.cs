using System.Text.Json;
using Mainstay.Engine;
using Mainstay.Engine.Hosting;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules.Tests.Catalogue;

/// <summary>What is declared is what the migrations make, table by table, column by column, index by index, on both databases.</summary>
public class CatalogueTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IReadOnlyList<Table> Declared => [.. _services.GetServices<IModule>().SelectMany(module => module.Tables)];

    private IReadOnlyList<MigrationSet> Sets => MigrationSet.InOrder(_services.GetServices<IModule>());

    private ISchemaInspector Inspector => _services.GetRequiredService<ISchemaInspector>();

    private IMigrator Migrator => _services.GetRequiredService<IMigrator>();

    public async ValueTask InitializeAsync()
    {
        _database = await OnPostgresAttribute.DatabaseAsync();
        _services = new ServiceCollection().AddStore(_database.Options).AddMainstayEngine(new BotOptions { Token = "no-token-is-used" }).AddMainstayModules().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_table_column_key_and_index_is_declared_and_every_declaration_is_there()
    {
        await Migrator.MigrateAsync(Sets, Token);
        var findings = await Inspector.CompareAsync(Declared, Token);
        findings.Select(f => $"{f.Difference} {f.Table}.{f.Name}: declared {f.Expected}, there is {f.Actual}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_module_goes_up_down_and_up_to_the_same_schema()
    {
        await Migrator.MigrateAsync(Sets, Token);
        var head = await SchemaAsync();
        foreach (var set in Sets.Reverse())
        {
            (await Migrator.RollbackAsync(set, 0, Token)).Count.ShouldBe(set.Migrations.Count);
        }

        (await Inspector.ReadAsync(Token)).ShouldHaveSingleItem().Name.ShouldBe("migration");
        await Migrator.MigrateAsync(Sets, Token);
        (await SchemaAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Each_step_taken_back_and_made_again_leaves_the_same_schema()
    {
        await Migrator.MigrateAsync(Sets, Token);
        var head = await SchemaAsync();
        foreach (var set in Sets.Where(set => set.Migrations.Count > 1))
        {
            for (var target = set.Migrations.Count - 1; target > 0; target--)
            {
                await Migrator.RollbackAsync(set, target, Token);
                await Migrator.MigrateAsync(Sets, Token);
                (await SchemaAsync()).ShouldBe(head, $"{set.Module} back to {target} and up again");
            }
        }
    }

    [Fact]
    public void A_released_step_never_changes()
    {
        var shipped = Sets.SelectMany(set => set.Migrations.Select(step => (Step: $"{set.Module} {step.Number}", step.Checksum))).ToDictionary();
        foreach (var (step, checksum) in Released.Checksums)
        {
            shipped.GetValueOrDefault(step).ShouldBe(checksum, $"databases have run another text of {step}: put it back, and add a new step instead");
        }
    }

    [Fact]
    public void A_guild_is_in_every_table_that_a_guild_has_a_part_in()
    {
        foreach (var table in Declared.Where(table => table.Kind == TableKind.Record))
        {
            table.GuildScoped.ShouldBeTrue($"{table.Name} is a record and belongs to no guild");
            table.References.ShouldContain(reference => reference.To == "guild" && reference.Cascades, $"{table.Name} does not go with its guild");
        }
    }

    private async Task<string[]> SchemaAsync() => [.. (await Inspector.ReadAsync(Token)).Select(table => JsonSerializer.Serialize(table))];
}

[OnPostgres]
public sealed class CatalogueOnPostgres : CatalogueTests;
