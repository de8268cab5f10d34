namespace Mainstay.Discord.Gateway;

/// <summary>
/// Who may start a session now. Discord allows <c>max_concurrency</c> starts per 5 s (one per key, shard id modulo
/// <c>max_concurrency</c>) and about 1,000 a day, after which it resets the token. One instance per token.
/// </summary>
public interface IIdentifyBudget
{
    /// <summary>Waits until the shard may identify. The permit must be disposed, used or not.</summary>
    ValueTask<IIdentifyPermit> AcquireAsync(int shard, CancellationToken cancellationToken);
}

/// <summary>The right to identify once. Disposed without <see cref="Use" />, it costs nothing.</summary>
public interface IIdentifyPermit : IDisposable
{
    /// <summary>Identify was sent.</summary>
    void Use();
}
