namespace Mainstay.Discord.Rest.Scheduling;

/// <summary>
/// The shortest time between sending a request and hearing its answer, over the last five to ten minutes. It bounds how much of
/// the way there and back is certain, and so how early a request may leave that must not arrive before a window turns.
/// </summary>
internal sealed class ShortestTrip
{
    private static readonly TimeSpan Generation = TimeSpan.FromMinutes(5);
    private const int Enough = 8;

    private TimeSpan _previous = TimeSpan.MaxValue;
    private TimeSpan _current = TimeSpan.MaxValue;
    private TimeSpan _started;
    private int _samples;

    public void Add(TimeSpan sent, TimeSpan received)
    {
        if (received - _started > Generation)
        {
            _previous = _current;
            _current = TimeSpan.MaxValue;
            _started = received;
        }

        _samples++;
        _current = TimeSpan.FromTicks(Math.Min(_current.Ticks, (received - sent).Ticks));
    }

    /// <summary>Zero until enough answers were timed: an unknown trip buys nothing.</summary>
    public TimeSpan Value => _samples < Enough ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(_previous.Ticks, _current.Ticks));

    /// <summary>
    /// How much earlier than "answer heard plus period" a request may leave. A quarter of the trip is kept as margin, and nothing is
    /// risked to gain less than half a percent of the period.
    /// </summary>
    public static TimeSpan LeadOf(TimeSpan certain, TimeSpan period)
    {
        var lead = Math.Min(certain.Ticks * 3 / 4, certain.Ticks - (period.Ticks / 200));
        return lead <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks(lead);
    }
}
