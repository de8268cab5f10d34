using System.Security.Cryptography;

namespace Mainstay.Engine.Operations;

/// <summary>This process among those that share a database: what it holds is under this name.</summary>
internal sealed class RunOwner
{
    private const int Bytes = 8;

    public string Name { get; } = RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
}
