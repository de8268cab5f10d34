using System.Threading.Channels;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Discord.Gateway;

/// <summary>Tells listeners what shards noticed, in order and away from the shards' locks.</summary>
internal sealed class GatewayNotices
{
    private readonly Channel<Action> _notices = Channels.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly TaskCompletionSource<GatewayRefusedException> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _telling;

    public GatewayNotices() => _telling = TellAsync();

    public event Action<GatewayFault>? Faulted;

    public event Action<ShardStateChange>? Changed;

    /// <summary>Shard and session id; raised at once, under the shard's lock.</summary>
    public event Action<int, string>? Started;

    /// <summary>Ends when Discord refused a shard.</summary>
    public Task<GatewayRefusedException> FirstRefusal => _refused.Task;

    public void Report(GatewayFault fault) => _notices.Writer.TryWrite(() => Faulted?.Invoke(fault));

    public void StateChanged(ShardStateChange change) => _notices.Writer.TryWrite(() => Changed?.Invoke(change));

    public void SessionStarted(int shard, string sessionId) => Started?.Invoke(shard, sessionId);

    public void Refused(GatewayRefusedException refused) => _refused.TrySetResult(refused);

    public Task EndAsync()
    {
        _notices.Writer.TryComplete();
        return _telling;
    }

    private async Task TellAsync()
    {
        await foreach (var notice in _notices.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                notice();
            }
            catch (Exception exception)
            {
                // A listener that throws must not silence the others; there is nobody left to tell but the runtime.
                System.Diagnostics.Trace.TraceError("A gateway listener failed: {0}", exception.Message);
            }
        }
    }
}
