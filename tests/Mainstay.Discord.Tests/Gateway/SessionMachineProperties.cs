using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord.Gateway;

namespace Mainstay.Discord.Tests.Gateway;

/// <summary>Whatever Discord and the network do, in any order: the driver's rules hold, and the machine finds back to work.</summary>
public sealed class SessionMachineProperties
{
    private static readonly int?[] Codes = [null, 1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 4777];

    [Fact]
    public void Random_conversations_break_no_rule_and_end_well() =>
        Prop.ForAll(Gen.Choose(0, 9999).ArrayOf(300).ToArbitrary(), Run).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Run(int[] steps)
    {
        var driver = new MachineDriver(seed: steps.Length == 0 ? 0 : steps[0]);
        driver.Start();
        foreach (var step in steps)
        {
            Step(driver, step % 100, step / 100);
        }

        driver.BecomeReady();
        driver.HandleAll();
        driver.Next();
        driver.HandleAll();
        driver.Machine.Handled.ShouldBe(driver.Sequence);
        driver.Machine.Due!.Value.ShouldBeGreaterThan(driver.Now - TimeSpan.FromMinutes(2));
    }

    private static void Step(MachineDriver driver, int kind, int detail)
    {
        switch (kind)
        {
            case < 30:
                driver.Help();
                break;
            case < 50 when driver.Machine.State is ShardState.Ready:
                driver.Next();
                break;
            case < 60 when driver.Waiting.Count > 0:
                driver.HandleOne();
                break;
            case < 63 when driver.Waiting.Count > 0:
                driver.GarbleOne();
                break;
            case < 68:
                driver.Dispatch(Math.Max(1, driver.Sequence - (detail % 5)));
                break;
            case < 70 when driver.Machine.State is ShardState.Ready:
                driver.Sequence++;
                driver.Next();
                break;
            case < 75:
                driver.Close(Codes[detail % Codes.Length]);
                break;
            case < 78:
                driver.Invalidate(detail % 2 == 0);
                break;
            case < 80:
                driver.Input(machine => machine.ReconnectRequested(driver.Now, machine.Connection));
                break;
            case < 83:
                driver.Input(machine => machine.HeartbeatRequested(driver.Now, machine.Connection));
                break;
            case < 88:
                driver.Input(machine => machine.HeartbeatAcknowledged(driver.Now, machine.Connection));
                break;
            case < 90:
                driver.Input(machine => machine.Malformed(driver.Now, machine.Connection));
                break;
            case < 93:
                for (var i = 0; i < detail; i++)
                {
                    driver.Input(machine => machine.Send(driver.Now, new OutgoingPayload([])));
                }

                break;
            case < 96:
                driver.Input(machine => machine.Closed(driver.Now, machine.Connection - 1, 4009, "late word of an old connection"));
                break;
            default:
                driver.Advance(TimeSpan.FromMilliseconds(detail * detail * 20));
                break;
        }
    }
}
