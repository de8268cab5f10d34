using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Engine.Sync;
using Mainstay.Engine.Tests.Image;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Time;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>How a list keeps pace with the mirror, the mirror being the test.</summary>
public sealed class ListSinkTests
{
    private readonly LiveGuild _guild = Told.Live(new ManualTime());
    private readonly MemberPass _pass;
    private readonly ListSink _sink;
    private readonly List<ListPart> _parts = [];
    private readonly List<TaskCompletionSource> _ends = [];
    private readonly List<int> _covered = [];
    private readonly List<Id<User>> _checkpoints = [];
    private ulong _last;

    public ListSinkTests()
    {
        _pass = _guild.BeginPass();
        _sink = new ListSink(_guild, _pass, new Listing { Checkpoint = Checkpoint }, part =>
        {
            _parts.Add(part);
            _covered.Add(_parts.Sum(taken => taken.Save!.Members.Count));
            _ends.Add(new TaskCompletionSource());
            return _ends[^1].Task;
        });
    }

    [Fact]
    public async Task Pages_wait_only_until_the_rows_ahead_are_few_again()
    {
        (await TakeAsync(5_000, page: true)).ShouldBeTrue();
        _parts.ShouldHaveSingleItem().Save!.Members.Count.ShouldBe(5_000);
        (await TakeAsync(55_000, page: true)).ShouldBeTrue("60,000 may be ahead");
        var waiting = Step(1_000, page: true);
        waiting.IsCompleted.ShouldBeFalse("1,000 too many are ahead");
        _parts[0].Save!.Passed!(999);
        waiting.IsCompleted.ShouldBeFalse("one too many is ahead");
        _parts[0].Save!.Passed!(1_000);
        await waiting.AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        _parts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_part_that_ends_without_telling_lets_the_list_go_on_and_a_checkpoint_has_everybody_up_to_it()
    {
        await TakeAsync(5_000, page: true);
        var waiting = Step(70_000, page: true);
        waiting.IsCompleted.ShouldBeFalse();
        _ends[0].SetResult();
        await waiting.AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        foreach (var end in _ends)
        {
            end.TrySetResult();
        }

        await TakeAsync(5_000, page: true);
        _parts.Count.ShouldBeGreaterThan(1);
        _covered.ShouldBe(_checkpoints.Select(upTo => (int)upTo.Value));
    }

    [Fact]
    public async Task Chunks_do_not_wait_for_the_mirror_and_are_brought_to_it_in_parts()
    {
        await TakeAsync(5_000, page: false);
        (await TakeAsync(100_000, page: false)).ShouldBeTrue();
        var catching = _sink.CatchUpAsync();
        for (var i = 0; !catching.IsCompleted; i++)
        {
            _ends[i].SetResult();
        }

        await catching;
        _parts.Select(part => part.Save!.Members.Count).ShouldBe([5_000, 60_000, 40_000]);
        _parts.SelectMany(part => part.Save!.Members).Distinct().Count().ShouldBe(105_000);
    }

    [Fact]
    public async Task A_part_that_fails_is_told_to_the_list()
    {
        await TakeAsync(5_000, page: false);
        _ends[0].SetException(new InvalidOperationException("broken"));
        await Should.ThrowAsync<InvalidOperationException>(async () => await Step(5_000, page: false));
        await Should.ThrowAsync<InvalidOperationException>(_sink.EndAsync());
    }

    private Func<Task> Checkpoint(Id<User> upTo)
    {
        _checkpoints.Add(upTo);
        return () => Task.CompletedTask;
    }

    /// <summary>Whether the list went on at once.</summary>
    private async Task<bool> TakeAsync(int members, bool page)
    {
        var step = Step(members, page);
        var atOnce = step.IsCompleted;
        await step.AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return atOnce;
    }

    private ValueTask Step(int members, bool page)
    {
        for (var i = 0; i < members; i++)
        {
            _sink.Take(new MemberData { Id = ++_last, Username = "u"u8, Roles = [] });
        }

        return _sink.StepAsync(page ? new Id<User>(_last) : default);
    }
}
