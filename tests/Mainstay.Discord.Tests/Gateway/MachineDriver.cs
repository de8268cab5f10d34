using Mainstay.Discord.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

/// <summary>
/// Plays Discord to a session machine in virtual time, and watches what must never happen: an identify where a resume would do,
/// an event handled twice, a resume that skips events, more payloads than Discord allows.
/// </summary>
internal sealed class MachineDriver
{
    public static readonly Uri General = new("wss://gateway.example/");
    public static readonly Uri Own = new("wss://own.example/");

    private readonly List<TimeSpan> _sends = [];
    private readonly HashSet<(int Epoch, long Sequence)> _handled = [];
    private readonly List<(int Epoch, long Sequence)> _delivered = [];
    private int _sessions;

    public MachineDriver(StoredSession? stored = null, GatewayOptions? options = null, int seed = 1)
    {
        Machine = new SessionMachine(options ?? Options(), 0, new Random(seed), stored);
        Session = stored?.SessionId;
        Sequence = stored?.Sequence ?? 0;
    }

    public SessionMachine Machine { get; }

    public TimeSpan Now { get; set; }

    /// <summary>The session that Discord still knows.</summary>
    public string? Session { get; private set; }

    /// <summary>The last number that Discord sent in it.</summary>
    public long Sequence { get; set; }

    public List<SessionAction> Log { get; } = [];

    public List<(int Epoch, long Sequence)> Waiting => _delivered;

    public int Identifies => Log.OfType<SessionAction.Identify>().Count();

    public int Resumes => Log.OfType<SessionAction.Resume>().Count();

    public Uri? LastUrl => Log.OfType<SessionAction.Connect>().LastOrDefault()?.Url;

    public static GatewayOptions Options() => new() { Token = "token", Url = General, Intents = GatewayIntents.Guilds };

    public void Start() => Input(machine => machine.Start(Now));

    /// <summary>To a working session, by whatever way the machine takes.</summary>
    public void BecomeReady()
    {
        for (var i = 0; i < 100 && Machine.State != ShardState.Ready; i++)
        {
            Help();
        }

        Machine.State.ShouldBe(ShardState.Ready);
    }

    /// <summary>One step of a Discord that means well.</summary>
    public void Help()
    {
        switch (Machine.State)
        {
            case ShardState.Idle:
                Start();
                break;
            case ShardState.Queued:
                Input(machine => machine.PermitGranted(Now));
                break;
            case ShardState.Waiting:
                Now = Machine.Due!.Value;
                Tick();
                break;
            case ShardState.Connecting:
                Connected();
                Hello();
                break;
            case ShardState.Identifying:
                Ready();
                break;
            case ShardState.Resuming:
                ReplayAndResume();
                break;
        }
    }

    public void Connected() => Input(machine => machine.Connected(Now, machine.Connection));

    public void Hello() => Input(machine => machine.Hello(Now, machine.Connection, TimeSpan.FromMilliseconds(41_250)));

    public void Ready()
    {
        if (Machine.State != ShardState.Identifying)
        {
            return;
        }

        Session = $"session-{++_sessions}";
        Sequence = 1;
        Input(machine => Took(machine.Ready(Now, machine.Connection, 1, Session, Own), 1));
    }

    public void ReplayAndResume()
    {
        if (Machine.State != ShardState.Resuming)
        {
            return;
        }

        for (var sequence = Log.OfType<SessionAction.Resume>().Last().Sequence + 1; sequence <= Sequence; sequence++)
        {
            Dispatch(sequence);
        }

        Input(machine => Took(machine.Resumed(Now, machine.Connection, Sequence + 1), Sequence + 1));
        Sequence++;
    }

    public void Next() => Dispatch(++Sequence);

    public void Dispatch(long sequence) => Input(machine =>
        Took(machine.TryNext(machine.Connection, sequence) ? Verdict.Deliver : machine.Dispatch(Now, machine.Connection, sequence), sequence));

    public void HandleAll()
    {
        while (_delivered.Count > 0)
        {
            HandleOne();
        }
    }

    public void HandleOne()
    {
        var (epoch, sequence) = _delivered[0];
        _delivered.RemoveAt(0);
        _handled.Add((epoch, sequence)).ShouldBeTrue($"event {sequence} of session {epoch} was handled twice");
        Machine.MarkHandled(epoch, sequence);
    }

    /// <summary>The oldest event that waits turns out to be broken.</summary>
    public void GarbleOne()
    {
        var (epoch, sequence) = _delivered[0];
        Input(machine =>
        {
            if (machine.Garbled(Now, epoch, sequence))
            {
                _delivered.Clear();
            }
            else
            {
                HandleOne();
            }
        });
    }

    public void Close(int? code)
    {
        if (code is CloseCode.NotAuthenticated or CloseCode.InvalidSequence or CloseCode.SessionTimedOut && IsOpen)
        {
            Session = null;
        }

        Input(machine => machine.Closed(Now, machine.Connection, code, "closed"));
    }

    public void Invalidate(bool isResumable)
    {
        if (!isResumable && IsOpen)
        {
            Session = null;
        }

        Input(machine => machine.SessionInvalidated(Now, machine.Connection, isResumable));
    }

    public void Tick(bool isListening = true) => Input(machine => machine.Tick(Now, isListening));

    /// <summary>Moves time, stopping wherever the machine wants to be called.</summary>
    public void Advance(TimeSpan by, Action? between = null)
    {
        var end = Now + by;
        while (Machine.Due is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            Tick();
            between?.Invoke();
        }

        Now = end;
    }

    public void Input(Action<SessionMachine> input)
    {
        input(Machine);
        while (Machine.HasActions)
        {
            foreach (var action in Machine.Take().ToArray())
            {
                Watch(action);
            }
        }
    }

    private bool IsOpen => Machine.State is ShardState.Connecting or ShardState.Identifying or ShardState.Resuming or ShardState.Ready;

    private void Took(Verdict verdict, long sequence)
    {
        if (verdict == Verdict.Deliver)
        {
            _handled.ShouldNotContain((Machine.Epoch, sequence));
            _delivered.ShouldNotContain((Machine.Epoch, sequence));
            _delivered.Add((Machine.Epoch, sequence));
        }
    }

    private void Watch(SessionAction action)
    {
        Log.Add(action);
        switch (action)
        {
            case SessionAction.Connect:
                _sends.Clear();
                break;
            case SessionAction.Identify:
                Session.ShouldBeNull("an identify was spent where a resume would do");
                Sent();
                break;
            case SessionAction.Resume resume:
                resume.SessionId.ShouldBe(Session);
                resume.Sequence.ShouldBe(Machine.Handled);
                Sent();
                break;
            case SessionAction.Heartbeat or SessionAction.Send:
                Sent();
                break;
        }
    }

    private void Sent()
    {
        _sends.Add(Now);
        _sends.RemoveAll(sent => Now - sent >= TimeSpan.FromSeconds(60));
        _sends.Count.ShouldBeLessThanOrEqualTo(GatewayLimits.Sends);
    }
}
