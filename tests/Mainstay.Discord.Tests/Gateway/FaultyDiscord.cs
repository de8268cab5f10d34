using Mainstay.Testing.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

/// <summary>
/// A Discord that keeps one session, replays what was missed, and breaks every connection in a way that its seed decides.
/// </summary>
internal sealed class FaultyDiscord(ScriptedGateway gateway, int seed, int connections, bool compressed)
{
    private const int Stall = 90;

    private static readonly int[] ResumableCodes = [1000, 1001, 4000, 4001, 4002, 4008];

    /// <summary>Only a stall is found out by its heartbeats; elsewhere a slow machine must not look like one.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(45);

    private readonly Random _random = new(seed);
    private readonly List<string> _events = [];

    public int Identifies { get; private set; }

    public int Resumes { get; private set; }

    public List<string> Faults { get; } = [];

    /// <summary>Contents of all messages that were ever sent, in order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Number of the session's last event.</summary>
    private long Last => _events.Count + 1;

    /// <summary>The last connection has sent its last event, and stays.</summary>
    public bool HasSentAll { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < connections; i++)
        {
            await using var connection = await gateway.AcceptAsync(cancellationToken);
            try
            {
                // The first has no session yet that a client which takes it for stalled could go on with.
                var (isLast, kind) = (i == connections - 1, _random.Next(i == 0 ? Stall : 100));
                await connection.HelloAsync(kind >= Stall && !isLast ? Quick : Slow, cancellationToken);
                if (await BeginAsync(connection, isLast, cancellationToken))
                {
                    await GoOnAsync(connection, isLast, kind, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is IOException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
            {
                // The client left first, as it should when it saw the damage.
            }
        }
    }

    private async Task<bool> BeginAsync(ScriptedConnection connection, bool isLast, CancellationToken cancellationToken)
    {
        var first = await connection.NextAsync(cancellationToken) ?? throw new IOException("left");
        if (first.GetProperty("op").GetInt32() == 2)
        {
            Identifies++;
            await connection.ReadyAsync("only", cancellationToken);
            return true;
        }

        var body = first.GetProperty("d");
        body.GetProperty("session_id").GetString().ShouldBe("only");
        connection.Sequence = body.GetProperty("seq").GetInt64();
        Resumes++;
        while (connection.Sequence < Last)
        {
            // A replay may break like anything else.
            if (_random.Next(60) == 0 && !isLast)
            {
                Faults.Add("drop in replay");
                connection.Drop();
                return false;
            }

            await connection.DispatchAsync("MESSAGE_CREATE", _events[(int)(connection.Sequence - 1)], cancellationToken);
        }

        await connection.ResumedAsync(cancellationToken);
        _events.Add(Bodies.Message(1, "resumed"));
        return true;
    }

    private async Task GoOnAsync(ScriptedConnection connection, bool isLast, int kind, CancellationToken cancellationToken)
    {
        var count = _random.Next(0, 40);
        for (var i = 0; i < count; i++)
        {
            await NewAsync(connection, cancellationToken);
        }

        HasSentAll = isLast;
        if (!isLast)
        {
            await BreakAsync(connection, kind, cancellationToken);
        }
        else
        {
            await connection.Over.WaitAsync(cancellationToken);
        }
    }

    private async Task NewAsync(ScriptedConnection connection, CancellationToken cancellationToken) =>
        await connection.DispatchAsync("MESSAGE_CREATE", Create(), cancellationToken);

    private string Create()
    {
        var content = $"event {Sent.Count} {new string('x', _random.Next(300))}";
        Sent.Add(content);
        _events.Add(Bodies.Message(Sent.Count, content));
        return _events[^1];
    }

    private async Task BreakAsync(ScriptedConnection connection, int kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case < 25:
                Faults.Add("drop");
                connection.Drop();
                break;
            case < 40:
                var code = ResumableCodes[_random.Next(ResumableCodes.Length)];
                Faults.Add($"close {code}");
                await connection.CloseAsync(code, cancellationToken);
                break;
            case < 50:
                Faults.Add("op 7");
                await connection.SendAsync("""{"t":null,"s":null,"op":7,"d":null}""", cancellationToken);
                break;
            case < 58:
                Faults.Add("op 9 true");
                await connection.SendAsync("""{"t":null,"s":null,"op":9,"d":true}""", cancellationToken);
                break;
            case < 78:
                Faults.Add("garbled");
                var frame = $$"""{"t":"MESSAGE_CREATE","s":{{++connection.Sequence}},"op":0,"d":{{Create()}}}""";
                await connection.SendGarbledAsync(frame, _random.Next(frame.Length), cancellationToken);
                for (var i = _random.Next(5); i > 0 && !compressed; i--)
                {
                    await NewAsync(connection, cancellationToken);
                }

                break;
            case < Stall:
                Faults.Add("half");
                var half = $$"""{"t":"MESSAGE_CREATE","s":{{++connection.Sequence}},"op":0,"d":{{Create()}}}""";
                await connection.SendHalfAsync(half, _random.Next(half.Length), cancellationToken);
                connection.Drop();
                break;
            default:
                Faults.Add("stall");
                connection.AnswersHeartbeats = false;
                break;
        }

        await connection.Over.WaitAsync(cancellationToken);
    }
}
