using Mainstay.Sdk.Data;

namespace Mainstay.Store.Schema;

/// <summary>Reads the catalogue of one kind of database.</summary>
internal interface ISchemaSource
{
    Task<IReadOnlyList<LiveTable>> ReadAsync(IUnit unit);
}
