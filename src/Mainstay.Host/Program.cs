using Mainstay.Host.Cli;

return await CommandLine.RunAsync(args);
