using Mainstay.Modules.Sync;
using Mainstay.Sdk;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>When something is due, from its times alone.</summary>
public sealed class SyncScheduleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_due_so_long_after_the_last_time_or_after_the_server_was_first_seen()
    {
        SyncSchedule.Due(Every.Week, new SyncTimes(Monday, Monday.AddDays(3), null)).ShouldBe(Monday.AddDays(10));
        SyncSchedule.Due(Every.Day, new SyncTimes(Monday, null, null)).ShouldBe(Monday.AddDays(1));
        SyncSchedule.Due(Every.Month, new SyncTimes(Monday, Monday, null)).ShouldBe(Monday.AddDays(30));
        SyncSchedule.Due(Every.Off, new SyncTimes(Monday, Monday, null)).ShouldBeNull();
        SyncSchedule.Due(Every.Day, new SyncTimes(null, null, null)).ShouldBeNull("the mirror does not know the server yet");
    }

    [Fact]
    public void What_did_not_get_through_is_tried_again_an_hour_later_and_not_before()
    {
        var tried = Monday.AddDays(9);
        SyncSchedule.Due(Every.Week, new SyncTimes(Monday, Monday, tried)).ShouldBe(tried.AddHours(1));
        SyncSchedule.Due(Every.Week, new SyncTimes(Monday, tried.AddMinutes(1), tried)).ShouldBe(tried.AddMinutes(1).AddDays(7), "it got through");
    }
}
