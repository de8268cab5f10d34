using Mainstay.Sdk.Data;

namespace Mainstay.Store;

/// <summary>A database that says who holds its connections.</summary>
internal interface IPool
{
    PoolStatus Status { get; }
}
