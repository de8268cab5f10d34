using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>One run under way: its steps, how far each is, and who waits for whom.</summary>
internal sealed class Execution
{
    private readonly Step[] _steps;
    private readonly TaskCompletionSource<bool>[] _ends;
    private readonly Action<Step> _settled;
    private readonly CancellationToken _stopped;
    private readonly CancellationToken _shutdown;

    public Execution(Run run, IReadOnlyList<Step> steps, Action<Step> settled, CancellationToken stopped, CancellationToken shutdown)
    {
        Run = run;
        _steps = [.. steps];
        _ends = [.. steps.Select(_ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously))];
        _settled = settled;
        _stopped = stopped;
        _shutdown = shutdown;
        foreach (var step in steps.Where(s => StepState.IsFinal(s.State)))
        {
            _ends[step.Ordinal].SetResult(Holds(step));
        }
    }

    public Run Run { get; }

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Waits for what the step depends on. Null when it may go ahead; otherwise why not.</summary>
    /// <exception cref="OperationCanceledException">The program stops, and the step keeps its state.</exception>
    public async Task<Failure?> ReadyAsync(Step step)
    {
        foreach (var dependency in step.Change.DependsOn)
        {
            if (!await _ends[dependency].Task.WaitAsync(_shutdown).ConfigureAwait(false))
            {
                return new Failure("step.dependency", "What it depends on was not done.");
            }
        }

        _shutdown.ThrowIfCancellationRequested();
        return _stopped.IsCancellationRequested && step.State == StepState.Pending ? new Failure("run.cancelled", "The run was cancelled before its turn came.") : null;
    }

    public void End(Step step)
    {
        _steps[step.Ordinal] = step;
        if (_ends[step.Ordinal].TrySetResult(Holds(step)))
        {
            _settled(step);
        }
    }

    /// <summary>Whether what depends on the step may go ahead.</summary>
    private static bool Holds(Step step) => step.State == StepState.Applied || step.Failure?.Code == "target.already";
}
