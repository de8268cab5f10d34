using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Channels = System.Threading.Channels.Channel;

namespace Mainstay.Discord.Gateway;

/// <summary>
/// The chunks that answer a member request, as they arrive. A chunk is valid until the next is asked for. After the last,
/// <see cref="Outcome" /> says whether the list is proven complete; if it is not, who is missing from it may still be a member.
/// </summary>
public sealed class MemberList : IAsyncEnumerable<GuildMembersChunkView>
{
    /// <summary>So many chunks may wait for a slow reader; then the shard's events wait too.</summary>
    private const int ChunksInFlight = 2;

    private readonly GatewayMembers _members;
    private readonly Shard _shard;
    private readonly MemberRequest _request;
    private readonly Channel<Arrival> _arrivals = Channels.CreateBounded<Arrival>(ChunksInFlight);
    private readonly HashSet<int> _received = [];
    private volatile bool _isSent;
    private int _isRead;

    internal MemberList(GatewayMembers members, Shard shard, MemberRequest request, string nonce)
    {
        _members = members;
        _shard = shard;
        _request = request;
        Nonce = nonce;
    }

    /// <summary>What the chunks carry to be told from those of other requests.</summary>
    public string Nonce { get; }

    /// <summary>How many chunks there will be; null before the first.</summary>
    public int? ChunkCount { get; private set; }

    /// <summary>How the list ended.</summary>
    public MemberListOutcome Outcome { get; private set; }

    /// <summary>Sends the request and reads the chunks. Throws when called again.</summary>
    public async IAsyncEnumerator<GuildMembersChunkView> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRead, 1) != 0)
        {
            throw new InvalidOperationException("A member list is read once; make another request.");
        }

        var outcome = MemberListOutcome.Abandoned;
        using var chunks = _members.Events.On(GatewayEvents.GuildMembersChunk, TakeChunkAsync);
        using var limits = _members.Events.OnRaw("RATE_LIMITED", TakeRateLimitAsync);
        _members.Notices.Started += OnSessionStarted;
        try
        {
            var turn = _request.IsWholeList ? _members.TakeTurn(_request.GuildId, _request.Patience) : TimeSpan.Zero;
            if (turn is not { } wait)
            {
                outcome = MemberListOutcome.RateLimited;
                yield break;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _members.Time, cancellationToken).ConfigureAwait(false);
            }

            await SendAsync(cancellationToken).ConfigureAwait(false);
            while (outcome == MemberListOutcome.Abandoned)
            {
                var arrival = await NextAsync(cancellationToken).ConfigureAwait(false);
                if (arrival.RetryAfter is { } tooLong && tooLong > _request.Patience)
                {
                    _members.Postpone(_request.GuildId, tooLong);
                    outcome = MemberListOutcome.RateLimited;
                }
                else if (arrival.RetryAfter is { } retryAfter)
                {
                    await Task.Delay(retryAfter, _members.Time, cancellationToken).ConfigureAwait(false);
                    await SendAsync(cancellationToken).ConfigureAwait(false);
                }
                else if (arrival.Chunk is { } chunk)
                {
                    ChunkCount = chunk.ChunkCount;
                    if (_received.Add(chunk.ChunkIndex))
                    {
                        yield return chunk;
                        outcome = _received.Count == ChunkCount ? MemberListOutcome.Complete : outcome;
                    }

                    chunk.EndKeeping();
                }
                else
                {
                    outcome = arrival.End;
                }
            }
        }
        finally
        {
            _members.Notices.Started -= OnSessionStarted;
            Outcome = outcome;
            _arrivals.Writer.TryComplete();
            while (_arrivals.Reader.TryRead(out var late))
            {
                late.Chunk?.EndKeeping();
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await _shard.SendAsync(Payloads.RequestMembers(_request, Nonce), cancellationToken).ConfigureAwait(false);
        _isSent = true;
    }

    private async Task<Arrival> NextAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_request.ChunkTimeout, _members.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _arrivals.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, null, MemberListOutcome.TimedOut);
        }
        catch (ChannelClosedException)
        {
            return new(null, null, MemberListOutcome.SessionLost);
        }
    }

    private async ValueTask TakeChunkAsync(EventOrigin origin, GuildMembersChunkView chunk, CancellationToken cancellationToken)
    {
        if (origin.Shard != _shard.Id || chunk.GuildId != _request.GuildId || chunk.Nonce != Nonce)
        {
            return;
        }

        var kept = chunk.Keep();
        try
        {
            await _arrivals.Writer.WriteAsync(new(kept, null, default), cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            kept.EndKeeping();
        }
    }

    private ValueTask TakeRateLimitAsync(EventOrigin origin, RawEvent e, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(e.Payload);
        if (origin.Shard == _shard.Id
            && body.RootElement.TryGetProperty("meta", out var meta) && meta.TryGetProperty("nonce", out var nonce) && nonce.ValueEquals(Nonce)
            && body.RootElement.TryGetProperty("retry_after", out var after))
        {
            var seconds = after.ValueKind == JsonValueKind.String
                ? double.Parse(after.GetString()!, CultureInfo.InvariantCulture)
                : after.GetDouble();
            _arrivals.Writer.TryWrite(new(null, TimeSpan.FromSeconds(Math.Max(0, seconds)), default));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Chunks of the old session that still wait are read; then the list ends.</summary>
    private void OnSessionStarted(int shard, string sessionId)
    {
        if (shard == _shard.Id && _isSent)
        {
            _arrivals.Writer.TryComplete();
        }
    }

    private readonly record struct Arrival(GuildMembersChunkView? Chunk, TimeSpan? RetryAfter, MemberListOutcome End);
}
