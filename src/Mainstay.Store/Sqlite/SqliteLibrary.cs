using System.Reflection;
using System.Runtime.InteropServices;
using Mainstay.Sdk.Data;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>Binds the provider to the SQLite of the operating system, which gets its security updates, instead of one in a package.</summary>
internal static class SqliteLibrary
{
    // RETURNING came with 3.35.0.
    private const int OldestVersion = 3_035_000;

    private static readonly Lazy<DatabaseException?> Failure = new(Load);

    /// <summary>Loads the library once per process.</summary>
    public static void Ensure()
    {
        if (Failure.Value is { } failure)
        {
            throw new DatabaseException(failure.Fault, failure.Message, failure.InnerException);
        }
    }

    internal static string[] Names() =>
        OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    internal static DatabaseException Missing(string[] names) => new(
        DatabaseFault.Missing,
        $"The SQLite library ({names[0]}) is not installed: on Debian and Ubuntu install the package libsqlite3-0, on Fedora sqlite-libs, on Alpine sqlite-libs.");

    private static DatabaseException? Load()
    {
        var names = Names();
        if (!names.Any(name => NativeLibrary.TryLoad(name, out _)))
        {
            return Missing(names);
        }

        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion_number() < OldestVersion
            ? new DatabaseException(DatabaseFault.Missing, $"The SQLite library is version {raw.sqlite3_libversion().utf8_to_string()}; Mainstay needs 3.35 or newer.")
            : null;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name == "e_sqlite3")
        {
            foreach (var candidate in Names())
            {
                if (NativeLibrary.TryLoad(candidate, out var handle))
                {
                    return handle;
                }
            }
        }

        return IntPtr.Zero;
    }
}
