using System.CommandLine;
using Mainstay.Host.Run;
using Mainstay.Store;

namespace Mainstay.Host.Db;

/// <summary>The options that every <c>mainstay db</c> and <c>mainstay journal</c> command takes.</summary>
internal sealed class DbOptions
{
    private readonly Option<string?> _database = new("--database")
    {
        Description = "The database: the path of an SQLite file, or postgres://user@host:5432/database (better set as MAINSTAY_DATABASE, because arguments are seen by others on the machine). Default: mainstay.db in the data folder.",
        Recursive = true,
    };

    private readonly Option<string?> _data = new("--data") { Description = "The data folder. Default: ./data, or MAINSTAY_DATA.", Recursive = true };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON, for scripts.", Recursive = true };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_database, _data, _json])
        {
            command.Options.Add(option);
        }
    }

    public StoreOptions Place(ParseResult parsed) => DatabasePlace.Find(DataFolder.Of(parsed.GetValue(_data)), parsed.GetValue(_database));

    /// <summary>The same for a command that only looks, and works beside a running Mainstay.</summary>
    public StoreOptions Looked(ParseResult parsed) => DatabasePlace.Look(DataFolder.Of(parsed.GetValue(_data)), parsed.GetValue(_database));

    public string Folder(ParseResult parsed) => Path.GetFullPath(DataFolder.Of(parsed.GetValue(_data)));

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);
}
