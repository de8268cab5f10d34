using Mainstay.Bench.Sandbox;

// One subcommand, one benchmark.
return args switch
{
    ["sandbox", ..] => await SandboxBenchmark.RunAsync(),
    ["sandbox-serve"] => await SandboxProcess.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Mainstay.Bench sandbox");
    return 2;
}
