namespace Mainstay.Sandbox.Faults;

/// <summary>The shell around the dice: waits where a fault says so. The plan can be replaced while the sandbox runs.</summary>
internal sealed class FaultGate(FaultPlan plan, TimeProvider time, CancellationToken stopping)
{
    private volatile FaultDice _dice = new(plan);

    public Holds Holds { get; } = new();

    /// <summary>Replacing starts all ordinals anew.</summary>
    public FaultPlan Plan
    {
        get => _dice.Plan;
        set => _dice = new FaultDice(value);
    }

    /// <summary>The fault of a request; delays and holds are already over when it returns.</summary>
    public ValueTask<FaultRule?> BeforeRequest(string route, CancellationToken cancellation) => Wait(_dice.Request(route), cancellation);

    /// <summary>The fault of a frame; delays and holds are already over when it returns.</summary>
    public ValueTask<FaultRule?> BeforeFrame(string lane, string kind, CancellationToken cancellation) => Wait(_dice.Frame(lane, kind), cancellation);

    /// <summary>Waits until the client has given up, or the sandbox stops.</summary>
    public async Task NeverAnswer(CancellationToken clientGone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientGone, stopping);
        var gone = new TaskCompletionSource();
        await using var registration = either.Token.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>Waits until the name is released, the client has given up, or the sandbox stops.</summary>
    public async Task HoldAnswer(string name, CancellationToken clientGone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientGone, stopping);
        await Holds.Wait(name, either.Token);
    }

    private ValueTask<FaultRule?> Wait(FaultRule? rule, CancellationToken cancellation) =>
        rule is { Kind: FaultKind.Delay or FaultKind.Hold } ? Suspend(rule, cancellation) : new ValueTask<FaultRule?>(rule);

    private async ValueTask<FaultRule?> Suspend(FaultRule rule, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        await (rule.Kind == FaultKind.Delay
            ? Task.Delay(TimeSpan.FromSeconds(rule.Seconds), time, either.Token)
            : Holds.Wait(rule.Name ?? "", either.Token));
        return rule;
    }
}
