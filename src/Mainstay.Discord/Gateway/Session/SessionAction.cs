namespace Mainstay.Discord.Gateway;

/// <summary>What the session machine wants done.</summary>
internal abstract record SessionAction
{
    private SessionAction()
    {
    }

    /// <summary>Open a socket; report with <see cref="SessionMachine.Connected" /> or <see cref="SessionMachine.Closed" />.</summary>
    public sealed record Connect(Uri Url, int Connection) : SessionAction;

    /// <summary>Close the socket. Nothing it still brings counts.</summary>
    public sealed record Close(int Code) : SessionAction;

    /// <summary>Ask the identify budget; report with <see cref="SessionMachine.PermitGranted" />.</summary>
    public sealed record AcquirePermit : SessionAction;

    /// <summary>The permit was used, or is no longer needed.</summary>
    public sealed record EndPermit(bool Used) : SessionAction;

    public sealed record Identify : SessionAction;

    public sealed record Resume(string SessionId, long Sequence) : SessionAction;

    public sealed record Heartbeat(long? Sequence) : SessionAction;

    /// <summary>Send a payload that the application gave.</summary>
    public sealed record Send(OutgoingPayload Payload) : SessionAction;

    public sealed record StateChanged(ShardState Before, ShardState Now, string? Why) : SessionAction;

    /// <summary>A new session began: member lists under way can no longer be complete.</summary>
    public sealed record SessionStarted(string SessionId) : SessionAction;

    public sealed record Report(GatewayFaultKind Kind, string? Event, long? Sequence, string Message) : SessionAction;

    public sealed record Fail(int CloseCode, string Message) : SessionAction;
}

/// <summary>A payload of the application on its way out.</summary>
internal sealed class OutgoingPayload(byte[] utf8)
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public byte[] Utf8 { get; } = utf8;

    public Task Sent => _sent.Task;

    public bool IsCancelled => _sent.Task.IsCanceled;

    public void Complete() => _sent.TrySetResult();

    public void Cancel() => _sent.TrySetCanceled();
}

/// <summary>What to do with a dispatched event.</summary>
internal enum Verdict
{
    /// <summary>Hand it to the handlers.</summary>
    Deliver,

    /// <summary>It was accepted before, or its connection no longer counts.</summary>
    Drop,
}
