using System.Data.Common;

namespace Mainstay.Sdk.Data;

/// <summary>
/// One unit of work in progress: SQL with named parameters (<c>@name</c>, taken from the properties of an anonymous object), rows mapped by column name
/// (<c>guild_id</c> fills <c>GuildId</c>). Typed ids are BIGINT and <see cref="DateTimeOffset" /> is unix milliseconds in both directions. A row type
/// either has settable properties, or one constructor with a parameter per column in the order of the SELECT, whole numbers as <c>long</c>
/// (PostgreSQL takes a bare literal for an <c>int</c>: select columns, or <c>CAST(1 AS BIGINT)</c>).
/// A list parameter after IN stands for its elements (<c>WHERE role_id IN @roles</c>): an array or a <c>List</c> of whole numbers (<c>(long)id.Value</c>) or
/// texts. A bool is 1 or 0 in a BIGINT both ways. A command takes the unit's cancellation token by itself. Not safe for use by two tasks at once, nor after
/// the work has returned.
/// </summary>
public interface IUnit
{
    /// <summary>The connection, for what the methods below do not cover; pass <see cref="Transaction" /> along.</summary>
    DbConnection Connection { get; }

    /// <summary>The transaction that every command of this unit belongs to.</summary>
    DbTransaction Transaction { get; }

    /// <summary>Which database this is, for the few statements that differ.</summary>
    Dialect Dialect { get; }

    /// <summary>Cancelled when the caller gives up.</summary>
    CancellationToken CancellationToken { get; }

    /// <summary>Runs a statement and returns how many rows it touched.</summary>
    Task<int> ExecuteAsync(string sql, object? parameters = null);

    /// <summary>Runs a query and returns all of its rows.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    /// <summary>The first row, or the type's default when there is none.</summary>
    Task<T?> FirstAsync<T>(string sql, object? parameters = null);

    /// <summary>The first column of the first row, or the type's default when there is none.</summary>
    Task<T?> ScalarAsync<T>(string sql, object? parameters = null);

    /// <summary>
    /// Does a part of the unit's work that may fail without the rest: null when it is done; otherwise what it failed with, and the unit goes on as if the part had
    /// never begun. What befalls the whole unit (any <see cref="DatabaseException" /> but <see cref="DatabaseFault.Constraint" />, cancellation) is thrown.
    /// </summary>
    Task<Exception?> TryAsync(Func<Task> part);
}
