namespace Mainstay.Sandbox.Faults;

/// <summary>Requests and frames that wait until someone lets them go.</summary>
internal sealed class Holds
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TaskCompletionSource Released, int Waiting)> _held = [];

    /// <summary>Waits until the name is released; who is cancelled waits no more.</summary>
    public async Task Wait(string name, CancellationToken cancellation)
    {
        TaskCompletionSource released;
        lock (_gate)
        {
            (released, var waiting) = _held.TryGetValue(name, out var held) ? held : (new(TaskCreationOptions.RunContinuationsAsynchronously), 0);
            _held[name] = (released, waiting + 1);
        }

        try
        {
            await released.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (_held.TryGetValue(name, out var held) && held.Released == released)
                {
                    _held[name] = (released, held.Waiting - 1);
                }
            }

            throw;
        }
    }

    /// <summary>Lets go of everything held under the name; tells how many waited.</summary>
    public int Release(string name)
    {
        lock (_gate)
        {
            if (!_held.Remove(name, out var held))
            {
                return 0;
            }

            held.Released.SetResult();
            return held.Waiting;
        }
    }

    /// <summary>How many wait under the name.</summary>
    public int Waiting(string name)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(name).Waiting;
        }
    }
}
