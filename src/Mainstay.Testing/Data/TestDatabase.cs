using Mainstay.Store;

namespace Mainstay.Testing.Data;

/// <summary>Which of the two databases.</summary>
public enum DatabaseKind
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    Postgres,
}

/// <summary>An empty database for one test, gone with it: an SQLite file in a folder of its own, or a database on the process's own <see cref="PostgresServer" />.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly PostgresServer? _server;

    private TestDatabase(StoreOptions options, string? folder, PostgresServer? server) => (Options, _folder, _server) = (options, folder, server);

    /// <summary>What <c>AddStore</c> takes; several programs may use it one after the other, or beside each other.</summary>
    public StoreOptions Options { get; }

    /// <summary>Which database it is.</summary>
    public DatabaseKind Kind => Options.Server is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    /// <summary>Makes one.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, CancellationToken cancellationToken = default)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return Sqlite();
        }

        var server = await PostgresServer.SharedAsync().ConfigureAwait(false);
        return new TestDatabase(new StoreOptions { Server = await server.CreateAsync(cancellationToken).ConfigureAwait(false) }, null, server);
    }

    /// <summary>Makes one on SQLite.</summary>
    public static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-test-").FullName;
        return new TestDatabase(new StoreOptions { File = Path.Combine(folder, "mainstay.db") }, folder, null);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        if (_server is not null)
        {
            await _server.DropAsync(Options.Server!).ConfigureAwait(false);
        }
    }
}
