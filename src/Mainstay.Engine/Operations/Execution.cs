using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>One run under way: its steps, how far each is, who waits for whom, and which objects have been made.</summary>
internal sealed class Execution
{
    private readonly Step[] _steps;
    private readonly TaskCompletionSource<bool>[] _ends;
    private readonly AccessTurns _turns;
    private readonly Dictionary<ulong, int> _makers = [];
    private readonly ConcurrentDictionary<ulong, int> _claims = new();
    private readonly HashSet<int> _awaited = [];
    private readonly ILookup<int, int> _earlier;
    private readonly IdMap _ids = new();
    private readonly ChangeKinds _kinds;
    private readonly Action<Step> _settled;
    private readonly CancellationToken _stopped;
    private readonly CancellationToken _shutdown;
    private volatile Exception? _broken;

    public Execution(Run run, IReadOnlyList<Step> steps, ChangeKinds kinds, Action<Step> settled, CancellationToken stopped, CancellationToken shutdown)
    {
        Run = run;
        _kinds = kinds;
        _steps = [.. steps];
        _ends = [.. steps.Select(_ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously))];
        _turns = new AccessTurns(steps.Select(s => s.Change));
        _earlier = Earlier();
        _settled = settled;
        _stopped = stopped;
        _shutdown = shutdown;
        foreach (var step in steps)
        {
            if (PlanOrder.MadeBy(step.Change) is { } made)
            {
                _makers[made] = step.Ordinal;
            }

            _awaited.UnionWith(step.Change.DependsOn);
            _awaited.UnionWith(_earlier[step.Ordinal]);
            if (StepState.IsFinal(step.State))
            {
                Note(step);
            }
        }
    }

    public Run Run { get; }

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Waits for what the step depends on and for its turn. Null when it may go ahead; otherwise why not.</summary>
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

        foreach (var earlier in _earlier[step.Ordinal])
        {
            await _ends[earlier].Task.WaitAsync(_shutdown).ConfigureAwait(false);
        }

        if (!await _turns.TurnOf(step.Change).WaitAsync(_shutdown).ConfigureAwait(false))
        {
            return new Failure("step.dependency", "Something that has to be done first was not done, and without it this might let somebody do more than was meant.");
        }

        return Stopped(step);
    }

    /// <summary>Why a step that is ready does not go ahead after all: somebody stopped the run.</summary>
    /// <exception cref="OperationCanceledException">The program stops, and the step keeps its state. What broke the run in this process is thrown again.</exception>
    public Failure? Stopped(Step step)
    {
        _shutdown.ThrowIfCancellationRequested();
        if (_broken is { } broken)
        {
            ExceptionDispatchInfo.Throw(broken);
        }

        return _stopped.IsCancellationRequested && step.State == StepState.Pending ? new Failure("run.cancelled", "The run was cancelled before its turn came.") : null;
    }

    /// <summary>The step's change about the objects that its ids stand for by now; null when it names one of which nobody knows which it is.</summary>
    public Change? Resolve(Step step)
    {
        if (_makers.Count == 0)
        {
            return step.Change;
        }

        var named = _kinds.Names(step.Change);
        return named.Any(id => _makers.TryGetValue(id, out var maker) && maker != step.Ordinal && _ids.Of(id) == id) ? null : _kinds.Resolve(step.Change, _ids);
    }

    /// <summary>Takes an object for the one that the step made; false when another step has made it.</summary>
    public bool Claim(Step step, ulong made) => _claims.GetOrAdd(made, step.Ordinal) == step.Ordinal;

    /// <summary>Whether others wait for the step, by dependency or by turn.</summary>
    public bool IsAwaited(Step step) => step.Change.Group != 0 || _awaited.Contains(step.Ordinal);

    public void End(Step step)
    {
        _steps[step.Ordinal] = step;
        if (Note(step))
        {
            _settled(step);
        }
    }

    /// <summary>The run cannot go on in this process: nobody waits any longer, and what has not ended keeps its state.</summary>
    public void Break(Exception exception)
    {
        _broken ??= exception;
        foreach (var end in _ends)
        {
            if (end.TrySetException(exception))
            {
                // Perhaps nobody waits for it: whoever breaks the run throws the exception as well.
                _ = end.Task.Exception;
            }
        }

        _turns.Break(exception);
    }

    /// <summary>
    /// What never goes side by side: a deletion and what names the deleted object; an order of roles and what shifts the numbers of roles. The later in the plan
    /// waits for the earlier to end, however it ends.
    /// </summary>
    private ILookup<int, int> Earlier()
    {
        var orders = _steps.Where(s => s.Change is RoleOrderChange).Select(s => s.Ordinal).ToArray();
        var shifts = orders.Length == 0 ? [] : _steps.Where(s => s.Change is RoleChange { Before: null } or RoleChange { After: null }).Select(s => s.Ordinal).ToArray();
        var ofOrders = orders.SelectMany(order => orders.Concat(shifts).Select(other => (Step: order, Other: other)));

        var deletions = _steps.Select(s => (s.Ordinal, Id: PlanOrder.DeletedBy(s.Change))).Where(d => d.Id is not null).ToDictionary(d => d.Id!.Value, d => d.Ordinal);
        return (deletions.Count == 0 ? [] : _steps.SelectMany(s => _kinds.Names(s.Change).Where(deletions.ContainsKey).Select(id => (Step: s.Ordinal, Other: deletions[id]))))
            .Concat(ofOrders)
            .Where(p => p.Step != p.Other)
            .ToLookup(p => Math.Max(p.Step, p.Other), p => Math.Min(p.Step, p.Other));
    }

    private bool Note(Step step)
    {
        if (step.Made is { } made && PlanOrder.MadeBy(step.Change) is { } planned)
        {
            _ids.Set(planned, made);
            Claim(step, made);
        }

        if (!_ends[step.Ordinal].TrySetResult(Holds(step)))
        {
            return false;
        }

        _turns.End(step.Change, Holds(step) || step.Failure?.Code == "target.gone");
        return true;
    }

    /// <summary>Whether what depends on the step may go ahead.</summary>
    private static bool Holds(Step step) => step.State == StepState.Applied || step.Failure?.Code == "target.already";
}
