using Mainstay.Sdk;

namespace Mainstay.Engine.Operations;

/// <summary>
/// Whose turn it is within an order of access (<see cref="Change.Group" />): a step waits until all steps of lower levels have ended. What narrows access and was not
/// done leaves the levels above it undone as well, because what they give rests on it.
/// </summary>
internal sealed class AccessTurns
{
    private readonly Dictionary<int, Group> _groups;

    public AccessTurns(IEnumerable<Change> changes) =>
        _groups = changes.Where(c => c.Group != 0).GroupBy(c => c.Group).ToDictionary(g => g.Key, g => new Group(g.Select(c => c.Level)));

    /// <summary>Done when it is the change's turn; false when a lower level was not done.</summary>
    public Task<bool> TurnOf(Change change) => change.Group == 0 ? Task.FromResult(true) : _groups[change.Group].TurnOf(change.Level);

    public void End(Change change, bool done)
    {
        if (change.Group != 0)
        {
            _groups[change.Group].End(change.Level, done);
        }
    }

    /// <summary>Nobody's turn comes any more.</summary>
    public void Break(Exception exception)
    {
        foreach (var group in _groups.Values)
        {
            group.Break(exception);
        }
    }

    private sealed class Group
    {
        private readonly Lock _lock = new();
        private readonly Level[] _levels;
        private int _front;
        private bool _done = true;

        public Group(IEnumerable<int> levels)
        {
            _levels = [.. levels.CountBy(l => l).OrderBy(l => l.Key).Select(l => new Level(l.Key, l.Value))];
            _levels[0].Turn.SetResult(true);
        }

        public Task<bool> TurnOf(int level) => Of(level).Turn.Task;

        public void End(int number, bool done)
        {
            lock (_lock)
            {
                var level = Of(number);
                level.Left--;
                level.Done &= done;
                while (_front < _levels.Length && _levels[_front].Left == 0)
                {
                    _done &= _levels[_front].Done;
                    if (++_front < _levels.Length)
                    {
                        _levels[_front].Turn.TrySetResult(_done);
                    }
                }
            }
        }

        public void Break(Exception exception)
        {
            foreach (var level in _levels)
            {
                if (level.Turn.TrySetException(exception))
                {
                    _ = level.Turn.Task.Exception;
                }
            }
        }

        private Level Of(int number) => Array.Find(_levels, l => l.Number == number)!;
    }

    private sealed class Level(int number, int left)
    {
        public int Number => number;

        public int Left { get; set; } = left;

        public bool Done { get; set; } = true;

        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
