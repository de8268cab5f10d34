using System.Globalization;
using Mainstay.Bench;
using Mainstay.Bench.Apply;
using Mainstay.Bench.Command;
using Mainstay.Bench.Events;
using Mainstay.Bench.Members;
using Mainstay.Bench.Plan;
using Mainstay.Bench.Rest;
using Mainstay.Bench.Sandbox;
using Mainstay.Bench.Sync;
using Mainstay.Testing.Data;

// One subcommand, one benchmark. Each prints a table with ratios against what was measured beside it in the same run.
return args switch
{
    ["events", .. var rest] => await EventsBenchmark.RunAsync(rest),
    ["serve-frames", ..] => await FrameServer.RunAsync(),
    ["events-client", var kind, var url] => await EventsClient.RunAsync(kind, new Uri(url)),
    ["members", .. var rest] => await MembersBenchmark.RunAsync(rest),
    ["sandbox", ..] => await SandboxBenchmark.RunAsync(),
    ["sandbox-serve"] => await SandboxProcess.RunAsync(),
    ["command", .. var rest] => await CommandBenchmark.RunAsync(rest),
    ["command-serve"] => await CommandServer.RunAsync(),
    ["command-client", var name, var api, var folder] => await CommandClient.RunAsync(name, new Uri(api), folder),
    ["rest", .. var rest] => await RestBenchmark.RunAsync(rest),
    ["rest-serve", var kind] => await RestServer.RunAsync(kind),
    ["rest-client", var origin, var channels] => await RestClient.RunAsync(new Uri(origin), channels),
    ["plan", .. var rest] => await PlanBenchmark.RunAsync(rest),
    ["sync", .. var rest] => await SyncBenchmark.RunAsync(rest),
    ["sync-serve", var members] => await SyncServer.RunAsync(int.Parse(members, CultureInfo.InvariantCulture)),
    ["sync-client", var api, var place, var source] => await SyncClient.RunAsync(new Uri(api), place, source),
    ["sync-floor", var members, var folder] => await SyncFloor.RunAsync(int.Parse(members, CultureInfo.InvariantCulture), folder),
    ["apply", .. var rest] => await ApplyBenchmark.RunAsync(rest),
    ["apply-serve", var guilds, var members] => await ApplyWorld.RunAsync(int.Parse(guilds, CultureInfo.InvariantCulture), int.Parse(members, CultureInfo.InvariantCulture)),
    ["apply-client", var api, var database, var guilds, var members] => await ApplyClient.RunAsync(
        new Uri(api), Enum.Parse<DatabaseKind>(database), int.Parse(guilds, CultureInfo.InvariantCulture), int.Parse(members, CultureInfo.InvariantCulture)),
    ["all", .. var rest] => await AllBenchmarks.RunAsync(["events", "members", "command", "rest", "sandbox", "plan", "sync", "apply"], rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Mainstay.Bench events [--events N] [--repetitions N] [--clients NAME,...] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench members [--members N] [--repetitions N]");
    Console.Error.WriteLine("       Mainstay.Bench sandbox");
    Console.Error.WriteLine("       Mainstay.Bench command [--commands N] [--loaded N] [--rate N] [--repetitions N] [--warm N] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench rest [--repetitions N] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench plan [--members N] [--repetitions N] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench sync [--members N] [--only chunks,pages,commands,postgres] [--repetitions N] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench apply [--time virtual|real] [--changes N] [--out FILE]");
    Console.Error.WriteLine("       Mainstay.Bench all [--repetitions N]");
    return 2;
}
