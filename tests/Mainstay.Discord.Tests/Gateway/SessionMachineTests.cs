using Mainstay.Discord.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

public sealed class SessionMachineTests
{
    [Fact]
    public void A_new_session_waits_for_its_permit_then_identifies_and_uses_it()
    {
        var driver = new MachineDriver();
        driver.Start();
        driver.Machine.State.ShouldBe(ShardState.Queued);
        driver.BecomeReady();
        driver.Identifies.ShouldBe(1);
        driver.Log.OfType<SessionAction.EndPermit>().ShouldHaveSingleItem().Used.ShouldBeTrue();
        driver.LastUrl.ShouldBe(MachineDriver.General);
    }

    [Fact]
    public void A_permit_is_given_back_when_the_connection_fails_before_identify()
    {
        var driver = new MachineDriver();
        driver.Start();
        driver.Help();
        driver.Close(null);
        driver.Log.OfType<SessionAction.EndPermit>().ShouldHaveSingleItem().Used.ShouldBeFalse();
        driver.Machine.State.ShouldBe(ShardState.Waiting);
    }

    [Fact]
    public void A_stored_session_is_resumed_at_its_own_address_from_its_sequence()
    {
        var driver = new MachineDriver(new StoredSession("kept", MachineDriver.Own, 41));
        driver.Start();
        driver.LastUrl.ShouldBe(MachineDriver.Own);
        driver.Connected();
        driver.Hello();
        driver.Log.OfType<SessionAction.Resume>().ShouldHaveSingleItem().ShouldBe(new SessionAction.Resume("kept", 41));
        driver.Identifies.ShouldBe(0);
    }

    [Fact]
    public void The_first_heartbeat_is_jittered_and_the_rest_keep_the_interval()
    {
        var first = new HashSet<TimeSpan>();
        for (var seed = 0; seed < 20; seed++)
        {
            var driver = new MachineDriver(seed: seed);
            driver.BecomeReady();
            var due = driver.Machine.Due!.Value;
            due.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(41_250));
            first.Add(due);
            driver.Advance(due);
            driver.Machine.Due.ShouldBe(due + TimeSpan.FromMilliseconds(41_250));
        }

        first.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void An_unanswered_heartbeat_makes_a_zombie_that_is_left_and_resumed()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Advance(driver.Machine.Due!.Value - driver.Now);
        driver.Now = driver.Machine.Due!.Value;
        driver.Tick();
        driver.Machine.Counters.Zombies.ShouldBe(1);
        driver.Log.OfType<SessionAction.Close>().Single().Code.ShouldNotBeOneOf(1000, 1001);
        driver.BecomeReady();
        driver.Resumes.ShouldBe(1);
        driver.Identifies.ShouldBe(1);
    }

    [Fact]
    public void While_a_slow_handler_keeps_us_from_reading_heartbeats_go_on_and_silence_proves_nothing()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        for (var i = 0; i < 100; i++)
        {
            driver.Now = driver.Machine.Due!.Value;
            driver.Tick(isListening: false);
        }

        driver.Log.OfType<SessionAction.Heartbeat>().Count().ShouldBe(100);
        driver.Machine.State.ShouldBe(ShardState.Ready);
    }

    [Fact]
    public void Five_years_of_heartbeats_keep_one_session()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Advance(TimeSpan.FromDays(5 * 365), () =>
        {
            driver.Machine.HeartbeatAcknowledged(driver.Now + TimeSpan.FromMilliseconds(80), driver.Machine.Connection);
            driver.Log.Clear();
        });
        driver.Machine.State.ShouldBe(ShardState.Ready);
        driver.Machine.Latency.ShouldBe(TimeSpan.FromMilliseconds(80));
        driver.Machine.Counters.Connects.ShouldBe(1);
    }

    [Fact]
    public void Resume_goes_on_from_what_was_handled_not_from_what_was_received()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.Next();
        driver.HandleAll();
        driver.Next();
        driver.Next();
        driver.Close(null);
        driver.BecomeReady();
        driver.Log.OfType<SessionAction.Resume>().ShouldHaveSingleItem().Sequence.ShouldBe(2);
        driver.Machine.Counters.Duplicates.ShouldBe(2);
        driver.HandleAll();
        driver.Machine.Handled.ShouldBe(5);
    }

    [Fact]
    public void A_request_to_reconnect_is_followed_at_once()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Input(machine => machine.ReconnectRequested(driver.Now, machine.Connection));
        driver.Machine.State.ShouldBe(ShardState.Connecting);
        driver.LastUrl.ShouldBe(MachineDriver.Own);
        driver.BecomeReady();
        driver.Resumes.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 1, 1)]
    [InlineData(false, 0, 2)]
    public void An_invalid_session_is_resumed_only_if_Discord_says_so(bool isResumable, int resumes, int identifies)
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Invalidate(isResumable);
        driver.Machine.State.ShouldBe(ShardState.Waiting);
        (driver.Machine.Due!.Value - driver.Now).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        driver.BecomeReady();
        driver.Resumes.ShouldBe(resumes);
        driver.Identifies.ShouldBe(identifies);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1000, 1)]
    [InlineData(4000, 1)]
    [InlineData(4001, 1)]
    [InlineData(4002, 1)]
    [InlineData(4003, 0)]
    [InlineData(4005, 1)]
    [InlineData(4007, 0)]
    [InlineData(4008, 1)]
    [InlineData(4009, 0)]
    [InlineData(4999, 1)]
    public void A_close_code_says_whether_the_session_lives(int? code, int resumes)
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Close(code);
        driver.BecomeReady();
        driver.Resumes.ShouldBe(resumes);
        driver.Identifies.ShouldBe(2 - resumes);
    }

    [Theory]
    [InlineData(4004, "token")]
    [InlineData(4010, "shard")]
    [InlineData(4011, "shard")]
    [InlineData(4012, "update Mainstay")]
    [InlineData(4013, "intent")]
    [InlineData(4014, "the Server Members Intent and the Message Content Intent")]
    [InlineData(4014, "developer portal")]
    public void A_refusal_is_final_and_says_what_to_do(int code, string sentence)
    {
        var options = new GatewayOptions
        {
            Token = "secret",
            Url = MachineDriver.General,
            Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.MessageContent,
        };
        var driver = new MachineDriver(options: options);
        driver.Start();
        driver.Help();
        driver.Help();
        driver.Close(code);
        driver.Machine.State.ShouldBe(ShardState.Failed);
        var fail = driver.Log.OfType<SessionAction.Fail>().ShouldHaveSingleItem();
        fail.CloseCode.ShouldBe(code);
        fail.Message.ShouldContain(sentence);
        fail.Message.ShouldNotContain("secret");
        driver.Machine.Due.ShouldBeNull();
    }

    [Fact]
    public void Back_off_doubles_up_to_its_ceiling_with_jitter()
    {
        var driver = new MachineDriver();
        driver.Start();
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            driver.Help();
            driver.Close(null);
            waits.Add(driver.Machine.Due!.Value - driver.Now);
            driver.Help();
        }

        for (var i = 0; i < waits.Count; i++)
        {
            var longest = Math.Min(60, Math.Pow(2, i));
            waits[i].TotalSeconds.ShouldBeInRange((longest / 2) - 0.001, longest + 0.001);
        }
    }

    [Fact]
    public void When_the_sessions_own_address_fails_the_general_one_is_tried_for_the_same_session()
    {
        var driver = new MachineDriver(new StoredSession("kept", MachineDriver.Own, 1));
        driver.Start();
        var urls = new List<Uri>();
        for (var i = 0; i < 6; i++)
        {
            urls.Add(driver.LastUrl!);
            driver.Close(null);
            driver.Help();
        }

        urls.ShouldContain(MachineDriver.General);
        urls.Take(3).ShouldAllBe(url => url == MachineDriver.Own);
        driver.BecomeReady();
        driver.Identifies.ShouldBe(0);
    }

    [Fact]
    public void A_missing_number_is_fetched_by_a_resume_and_believed_missing_if_that_brings_nothing()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Dispatch(3);
        driver.Machine.State.ShouldBe(ShardState.Waiting);
        driver.Sequence = 3;
        driver.BecomeReady();
        driver.HandleAll();
        driver.Machine.Handled.ShouldBe(4);

        driver.Dispatch(6);
        driver.Now = driver.Machine.Due!.Value;
        driver.Tick();
        driver.Connected();
        driver.Hello();
        driver.Dispatch(6);
        driver.Machine.State.ShouldBe(ShardState.Resuming);
        driver.Waiting.ShouldContain((driver.Machine.Epoch, 6L));
    }

    [Fact]
    public void A_frame_that_stays_malformed_is_left_out_after_one_resume()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Input(machine => machine.Malformed(driver.Now, machine.Connection));
        driver.Machine.State.ShouldBe(ShardState.Waiting);
        driver.Help();
        driver.Connected();
        driver.Hello();
        driver.Input(machine => machine.Malformed(driver.Now, machine.Connection));
        driver.Machine.State.ShouldBe(ShardState.Resuming);
        driver.Dispatch(3);
        driver.Waiting.ShouldContain((driver.Machine.Epoch, 3L));
        driver.Log.OfType<SessionAction.Report>().Count(report => report.Kind == GatewayFaultKind.MalformedFrame).ShouldBe(2);
    }

    [Fact]
    public void Payloads_wait_for_the_send_limit_and_heartbeats_keep_their_room()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        for (var i = 0; i < 500; i++)
        {
            driver.Input(machine => machine.Send(driver.Now, new OutgoingPayload([])));
        }

        driver.Log.OfType<SessionAction.Send>().Count().ShouldBeInRange(GatewayLimits.Sends - GatewayLimits.SendsKeptForProtocol - 1, GatewayLimits.Sends);
        driver.Advance(TimeSpan.FromMinutes(10), () => driver.Machine.HeartbeatAcknowledged(driver.Now, driver.Machine.Connection));
        driver.Log.OfType<SessionAction.Send>().Count().ShouldBe(500);
        driver.Machine.State.ShouldBe(ShardState.Ready);
    }

    [Fact]
    public void A_stop_leaves_the_session_resumable_unless_told_otherwise()
    {
        var driver = new MachineDriver();
        driver.BecomeReady();
        driver.HandleAll();
        driver.Input(static machine => machine.Stop(keepSession: true));
        driver.Machine.Session.ShouldBe(new StoredSession("session-1", MachineDriver.Own, 1));
        driver.Log.OfType<SessionAction.Close>().Last().Code.ShouldNotBe(1000);

        var other = new MachineDriver();
        other.BecomeReady();
        other.Input(static machine => machine.Stop(keepSession: false));
        other.Machine.Session.ShouldBeNull();
        other.Log.OfType<SessionAction.Close>().Last().Code.ShouldBe(1000);
    }
}
