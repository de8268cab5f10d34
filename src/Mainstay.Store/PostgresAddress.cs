using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Mainstay.Store;

/// <summary>
/// Which PostgreSQL database, and as whom. Made from an address as libpq takes it (<c>postgres://user:password@host:5432/database?sslmode=require</c>; for a
/// Unix socket <c>?host=/run/postgresql</c>) or from Npgsql's own <c>Host=...;Username=...</c>. Printing it never shows the password.
/// </summary>
public sealed class PostgresAddress
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
    };

    private readonly NpgsqlConnectionStringBuilder _parts;

    private PostgresAddress(NpgsqlConnectionStringBuilder parts) => _parts = parts;

    /// <summary>The server in words, such as <c>db.example.org:5432</c> or the folder of its socket.</summary>
    public string Server => _parts.Host!.StartsWith('/') ? _parts.Host : $"{_parts.Host}:{_parts.Port}";

    /// <summary>The database's name.</summary>
    public string Database => _parts.Database!;

    /// <summary>Who connects.</summary>
    public string User => _parts.Username!;

    /// <summary>With the password, for the driver alone.</summary>
    internal NpgsqlConnectionStringBuilder Parts => new(_parts.ConnectionString);

    /// <summary>Whether a setting means PostgreSQL, rightly written or not; anything else is the path of an SQLite file.</summary>
    public static bool IsMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
            || (text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) && text.Contains(';', StringComparison.Ordinal));
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">What it says.</param>
    /// <param name="complaint">Otherwise what is wrong with it, in a sentence that does not repeat it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(text);
        (address, complaint) = (null, null);
        var parts = new NpgsqlConnectionStringBuilder();
        try
        {
            if (text.Contains("://", StringComparison.Ordinal))
            {
                complaint = ReadUrl(text, parts);
            }
            else
            {
                parts.ConnectionString = text;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            complaint = "The database's address cannot be read: write postgres://user:password@host:5432/database.";
        }

        complaint ??= string.IsNullOrEmpty(parts.Host) ? "The database's address names no host: write postgres://user:password@host:5432/database."
            : string.IsNullOrEmpty(parts.Database) ? "The database's address names no database: write postgres://user:password@host:5432/database."
            : string.IsNullOrEmpty(parts.Username) ? "The database's address names no user: write postgres://user:password@host:5432/database."
            : null;
        if (complaint is not null)
        {
            return false;
        }

        address = new PostgresAddress(parts);
        return true;
    }

    /// <summary>Another database on the same server, as the same user.</summary>
    public PostgresAddress With(string database) => new(new NpgsqlConnectionStringBuilder(_parts.ConnectionString) { Database = database });

    /// <summary>The same database, with all tables in a schema of its own, which has to exist before they are made.</summary>
    public PostgresAddress InSchema(string schema) => new(new NpgsqlConnectionStringBuilder(_parts.ConnectionString) { SearchPath = schema });

    /// <summary>What must never be shown or logged: the password, unless it is so short that it is part of any text.</summary>
    public IReadOnlyList<string> Secrets => _parts.Password is { Length: >= 4 } password ? [password] : [];

    /// <summary>The schema that tables are made in; unset for what the server takes by itself, which is <c>public</c>.</summary>
    public string? Schema => _parts.SearchPath;

    /// <inheritdoc />
    public override string ToString() => $"postgres://{User}@{Server}/{Database}{(Schema is null ? "" : $" (schema {Schema})")}";

    private static string? ReadUrl(string text, NpgsqlConnectionStringBuilder parts)
    {
        // A socket's address has no host before its path, which Uri would not take; the query names it.
        var scheme = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var rest = text[scheme..];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var (place, options) = query < 0 ? (rest, "") : (rest[..query], rest[(query + 1)..]);
        var at = place.LastIndexOf('@');
        if (at >= 0)
        {
            var who = place[..at].Split(':', 2);
            parts.Username = Uri.UnescapeDataString(who[0]);
            parts.Password = who.Length > 1 ? Uri.UnescapeDataString(who[1]) : null;
        }

        var where = place[(at + 1)..].Split('/', 2);
        if (where[0].Length > 0)
        {
            var host = new Uri($"tcp://{where[0]}");
            parts.Host = host.Host.Trim('[', ']');
            parts.Port = host.Port < 0 ? 5432 : host.Port;
        }

        parts.Database = where.Length > 1 ? Uri.UnescapeDataString(where[1]) : null;
        foreach (var option in options.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            if (!Keywords.TryGetValue(pair[0], out var keyword))
            {
                return $"The database's address has the option \"{pair[0]}\", which is not known; known are {string.Join(", ", Keywords.Keys)}.";
            }

            var value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            parts[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return null;
    }
}
