using System.Net;
using Mainstay.Discord.Rest.Scheduling;

namespace Mainstay.Discord.Rest.Http;

/// <summary>The shell around the scheduler: gives it the time, sends what it says, tells it what came back.</summary>
internal sealed class RestPump : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RestScheduler _scheduler;
    private readonly HttpClient _http;
    private readonly BotToken? _token;
    private readonly DiscordRestOptions _options;
    private readonly string _baseAddress;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private bool _disposed;

    public RestPump(DiscordRestOptions options, BotToken? token, IRestBudget budget, HttpMessageHandler handler, TimeProvider time)
    {
        _options = options;
        _token = token;
        _time = time;
        _start = time.GetTimestamp();
        _baseAddress = options.BaseAddress.ToString().TrimEnd('/');
        _http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        _http.DefaultRequestVersion = HttpVersion.Version20;
        _http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        var bounds = new SchedulerOptions { MostAttempts = options.MostAttempts, LongestQueue = options.LongestQueue, LongestWait = options.LongestWait };
        _scheduler = new RestScheduler(budget, bounds, new Random(options.Seed));
        _timer = time.CreateTimer(static pump => ((RestPump)pump!).Turn(), this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    public async Task<RestResponse> SendAsync(RestRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingRequest(request, cancellationToken)
        {
            Exempt = request.Route.Exempt,
            Repeatable = request.Route.MayRepeat || request.Options.Repeatable,
            UsesToken = !request.Route.CarriesToken,
        };
        RestRefusal? refusal;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            refusal = _scheduler.Enqueue(pending, Now);
        }

        if (refusal is { } why)
        {
            throw Failures.Refusal(request.Route, why, 0);
        }

        await using var registration = cancellationToken.UnsafeRegister(static (state, _) => ((Action)state!)(), () => Cancel(pending));
        Turn();
        return await pending.Completion.Task.ConfigureAwait(false);
    }

    public T Ask<T>(Func<RestScheduler, TimeSpan, T> question)
    {
        lock (_lock)
        {
            return question(_scheduler, Now);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
        _http.Dispose();
    }

    /// <summary>Asks the scheduler what to do now and does it.</summary>
    private void Turn()
    {
        var send = new List<RestTicket>();
        var refused = new List<(RestTicket Ticket, RestRefusal Why)>();
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            var now = Now;
            var next = _scheduler.Next(now, send, refused);
            foreach (var ticket in send)
            {
                ((PendingRequest)ticket).Open = true;
            }

            // Timers count whole milliseconds, and one that fires early finds nothing to do.
            var wait = next is { } at ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - now).TotalMilliseconds))) : System.Threading.Timeout.InfiniteTimeSpan;
            _timer.Change(wait, System.Threading.Timeout.InfiniteTimeSpan);
        }

        foreach (var (ticket, why) in refused)
        {
            var pending = (PendingRequest)ticket;
            pending.Completion.TrySetException(Failures.Refusal(pending.Request.Route, why, pending.Attempts));
        }

        foreach (var ticket in send)
        {
            _ = AttemptAsync((PendingRequest)ticket);
        }
    }

    private void Cancel(PendingRequest pending)
    {
        lock (_lock)
        {
            _scheduler.Cancel(pending);
        }

        pending.Completion.TrySetCanceled(pending.Cancellation);
    }

    private async Task AttemptAsync(PendingRequest pending)
    {
        var route = pending.Request.Route;
        try
        {
            using var timeout = new CancellationTokenSource(_options.Timeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, pending.Cancellation);
            using var message = HttpBodies.Build(pending.Request, _baseAddress, _token);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var heard = Now;
            var limited = response.StatusCode == HttpStatusCode.TooManyRequests;
            var body = limited ? await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false) : null;
            var answer = ResponseHeaders.Read(response, route.Name, body);
            if (Tell(pending, scheduler => scheduler.Answered(pending, answer, heard)) == RestVerdict.Again)
            {
                return;
            }

            body ??= await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var requestId = ResponseHeaders.RequestId(response);
            if (response.IsSuccessStatusCode)
            {
                pending.Completion.TrySetResult(new RestResponse(route.Name, (int)response.StatusCode, body, requestId));
            }
            else
            {
                pending.Completion.TrySetException(
                    Failures.Answer(route, response.StatusCode, body, requestId, limited ? answer.RetryAfter : null, pending.Attempts));
            }
        }
        catch (OperationCanceledException) when (pending.Cancellation.IsCancellationRequested)
        {
            Tell(pending, scheduler =>
            {
                scheduler.Abandoned(pending, Now);
                return RestVerdict.Deliver;
            });
            pending.Completion.TrySetCanceled(pending.Cancellation);
        }
        catch (OperationCanceledException) when (!_disposed)
        {
            Fail(pending, left: true, Failures.Timeout(route, _options.BaseAddress, _options.Timeout, pending.Attempts));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            var left = (broken as HttpRequestException)?.HttpRequestError is not (HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
            Fail(pending, left, Failures.Network(route, _options.BaseAddress, broken, left, pending.Attempts));
        }
        catch (Exception bug)
        {
            // The one who waits must hear of it, whatever it is.
            Tell(pending, scheduler =>
            {
                scheduler.Abandoned(pending, Now);
                return RestVerdict.Deliver;
            });
            pending.Completion.TrySetException(bug);
        }
    }

    private void Fail(PendingRequest pending, bool left, DiscordRestException failure)
    {
        var bodyLost = !pending.Open;
        if (Tell(pending, scheduler => scheduler.Lost(pending, left, Now)) == RestVerdict.Deliver && !(bodyLost && AskAgain(pending)))
        {
            pending.Completion.TrySetException(failure);
        }
    }

    /// <summary>The answer began and its body broke off: what is safe to repeat goes out once more.</summary>
    private bool AskAgain(PendingRequest pending)
    {
        lock (_lock)
        {
            if (_disposed || !pending.Repeatable || pending.Attempts >= _options.MostAttempts || _scheduler.Enqueue(pending, Now) is not null)
            {
                return false;
            }
        }

        Turn();
        return true;
    }

    /// <summary>Tells the scheduler once per attempt, however many things go wrong with it.</summary>
    private RestVerdict Tell(PendingRequest pending, Func<RestScheduler, RestVerdict> tell)
    {
        RestVerdict verdict;
        lock (_lock)
        {
            if (!pending.Open)
            {
                return RestVerdict.Deliver;
            }

            pending.Open = false;
            verdict = tell(_scheduler);
        }

        Turn();
        return verdict;
    }
}
