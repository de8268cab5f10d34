using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Commands;

/// <summary>
/// What one interaction shows, in order: acknowledged in time whatever the work behind it, changed at a bounded rate with the last state always arriving,
/// and carried on elsewhere when Discord's token runs out.
/// </summary>
internal sealed partial class InteractionSession
{
    /// <summary>Discord wants an answer within 3 s of the interaction; the way there and back needs some of it.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1.5);

    /// <summary>An interaction's token lives 15 minutes.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(14.5);

    /// <summary>How often the same message is changed at most.</summary>
    public static readonly TimeSpan EditEvery = TimeSpan.FromSeconds(1.5);

    private readonly IInteractionWire _wire;
    private readonly string _module;
    private readonly Id<User> _person;
    private readonly bool _onlyToAsker;
    private readonly bool _updatesMessage;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly long _received;
    private readonly Lock _lock = new();
    private readonly Task _pump;
    private readonly TaskCompletionSource<bool> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Reply? _waiting;
    private bool _last;
    private bool _acknowledged;
    private bool _shown;
    private bool _answeredBefore;

    /// <param name="wire">How to answer.</param>
    /// <param name="module">Whose buttons the replies carry.</param>
    /// <param name="person">Who asked.</param>
    /// <param name="onlyToAsker">Whether only they see the answer.</param>
    /// <param name="updatesMessage">Whether the reply replaces the message that a button sits on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where failures to answer go.</param>
    public InteractionSession(IInteractionWire wire, string module, Id<User> person, bool onlyToAsker, bool updatesMessage, TimeProvider time, ILogger log)
    {
        (_wire, _module, _person, _onlyToAsker, _updatesMessage, _time, _log) = (wire, module, person, onlyToAsker, updatesMessage, time, log);
        _received = time.GetTimestamp();
        _pump = PumpAsync();
    }

    /// <summary>Discord took no answer, because the interaction was answered before or has expired: nothing of this is shown.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether Discord refuses an answer because the interaction was answered before, by whomever, or has expired.</summary>
    public static bool IsTaken(Exception exception) =>
        exception is DiscordRestException { Code: DiscordErrorCode.InteractionAlreadyAcknowledged or DiscordErrorCode.UnknownInteraction };

    /// <summary>
    /// Acknowledges now. False when Discord did not take that: somebody may have had this interaction before, so it must have no effect. Who waits for an answer that
    /// whoever had it left unfinished is told.
    /// </summary>
    public async Task<bool> ClaimAsync()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
        }

        var ours = await _first.Task.ConfigureAwait(false);
        if (!ours)
        {
            Put(null, last: true);
            if (_answeredBefore)
            {
                await GuardedAsync(ct => _wire.FinishAsync(Draw(Replies.Interrupted()), ct)).ConfigureAwait(false);
            }
        }

        return ours;
    }

    /// <summary>Shows a state on the way. Returns at once; a later state overtakes an earlier one that has not been shown.</summary>
    public ValueTask ShowAsync(Reply reply)
    {
        Put(reply, last: false);
        return ValueTask.CompletedTask;
    }

    /// <summary>Shows the last state, and comes back when it is there.</summary>
    public Task FinishAsync(Reply reply)
    {
        Put(reply, last: true);
        return _pump;
    }

    /// <summary>Ends with a failure: in the reply if it is there already, otherwise to the person alone.</summary>
    public async Task FailAsync(Reply reply)
    {
        bool whisper;
        lock (_lock)
        {
            whisper = !_shown && _waiting is null && (_updatesMessage || !_acknowledged);
        }

        if (whisper)
        {
            Put(null, last: true);
            await _pump.ConfigureAwait(false);
            await GuardedAsync(ct => !_acknowledged ? _wire.AnswerAsync(Draw(reply), true, ct)
                : _updatesMessage ? _wire.WhisperAsync(Draw(reply), ct)
                : _wire.EditAsync(Draw(reply), ct)).ConfigureAwait(false);
        }
        else
        {
            await FinishAsync(reply).ConfigureAwait(false);
        }
    }

    private void Put(Reply? reply, bool last)
    {
        lock (_lock)
        {
            if (_last)
            {
                return;
            }

            (_waiting, _last) = (reply, last);
            _changed.TrySetResult();
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            await ChangedAsync(_acknowledged ? Timeout.InfiniteTimeSpan : Left(AnswerWithin)).ConfigureAwait(false);
            Reply? reply;
            bool last;
            var there = true;
            lock (_lock)
            {
                (reply, last, _waiting) = (_waiting, _last, null);
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (reply is not null)
            {
                there = await GuardedAsync(ct => SendAsync(Draw(reply), ct)).ConfigureAwait(false);
                if (there && reply.WhenShown is { } told)
                {
                    await GuardedAsync(_ => told()).ConfigureAwait(false);
                }

                _shown = true;
            }
            else if (!last && !_acknowledged)
            {
                there = await GuardedAsync(DeferAsync).ConfigureAwait(false);
            }

            _first.TrySetResult(there);
            if (last || IsLost)
            {
                return;
            }

            _acknowledged = true;
            if (reply is not null)
            {
                await PauseAsync().ConfigureAwait(false);
            }
        }
    }

    private Task SendAsync(Drawn message, CancellationToken cancellationToken)
    {
        if (!_acknowledged)
        {
            return _updatesMessage ? _wire.UpdateAsync(message, cancellationToken) : _wire.AnswerAsync(message, _onlyToAsker, cancellationToken);
        }

        if (_time.GetElapsedTime(_received) < TokenLife)
        {
            return _wire.EditAsync(message, cancellationToken);
        }

        return _wire.PostElsewhereAsync(message, _onlyToAsker, cancellationToken);
    }

    private Task DeferAsync(CancellationToken cancellationToken) =>
        _updatesMessage ? _wire.DeferUpdateAsync(cancellationToken) : _wire.DeferAsync(_onlyToAsker, cancellationToken);

    /// <summary>Waits for something to show, at most for a time.</summary>
    private async Task ChangedAsync(TimeSpan within)
    {
        Task changed;
        lock (_lock)
        {
            changed = _changed.Task;
        }

        try
        {
            await changed.WaitAsync(within, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nothing to show yet: the pump acknowledges and goes on.
        }
    }

    /// <summary>Leaves time between two changes of the message, unless the last state is there.</summary>
    private async Task PauseAsync()
    {
        var until = _time.GetTimestamp();
        while (!_last && _time.GetElapsedTime(until) is var passed && passed < EditEvery)
        {
            Task changed;
            lock (_lock)
            {
                if (_changed.Task.IsCompleted && !_last)
                {
                    _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                changed = _changed.Task;
            }

            await Task.WhenAny(changed, Task.Delay(EditEvery - passed, _time, CancellationToken.None)).ConfigureAwait(false);
        }

        lock (_lock)
        {
            if (_waiting is not null || _last)
            {
                _changed.TrySetResult();
            }
        }
    }

    private TimeSpan Left(TimeSpan within) => within - _time.GetElapsedTime(_received) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private Drawn Draw(Reply reply) => ReplyDrawing.Draw(reply, _module, _person);

    /// <summary>The boundary of showing: what cannot be shown is logged, and the work goes on.</summary>
    private async Task<bool> GuardedAsync(Func<CancellationToken, Task> send)
    {
        try
        {
            await send(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!_acknowledged && IsTaken(exception))
        {
            (IsLost, _answeredBefore) = (true, exception is DiscordRestException { Code: DiscordErrorCode.InteractionAlreadyAcknowledged });
            LogTaken(_log, exception.Message);
            return false;
        }
        catch (Exception exception)
        {
            LogNotShown(_log, exception);
            return false;
        }
    }

    [LoggerMessage(1005, LogLevel.Information, "An interaction was answered before or has expired: {Why}")]
    private static partial void LogTaken(ILogger log, string why);

    [LoggerMessage(1001, LogLevel.Warning, "An answer to an interaction could not be shown")]
    private static partial void LogNotShown(ILogger log, Exception exception);
}
