using Mainstay.Bench;
using Mainstay.Bench.Command;
using Mainstay.Bench.Events;
using Mainstay.Bench.Members;
using Mainstay.Bench.Plan;
using Mainstay.Bench.Rest;
using Mainstay.Bench.Sandbox;

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
    ["all", .. var rest] => await AllBenchmarks.RunAsync(["events", "members", "command", "rest", "sandbox", "plan"], rest),
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
    Console.Error.WriteLine("       Mainstay.Bench all [--repetitions N]");
    return 2;
}
