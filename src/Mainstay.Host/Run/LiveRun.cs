using Mainstay.Engine.Hosting;

namespace Mainstay.Host.Run;

/// <summary>Mainstay on Discord, as the account it was given.</summary>
internal sealed class LiveRun(DiscordAccount account, string folder, TimeProvider time, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var data = DataFolder.Prepare(folder);
        var database = DatabasePlace.Find(data);
        await using var run = new MainstayRun(
            new BotOptions { Token = account.Token, Api = account.Api }, database, MasterKeyPlace.Find(data), Path.Combine(data, "logs", "mainstay-.log"), time);
        await output.WriteLineAsync("Connecting to Discord...");
        await run.StartAsync(prepare: null, stop);
        if (run.Bot.MadeMasterKey is { } made)
        {
            await output.WriteLineAsync($"""
                A master key was made: {made}
                  Keep a copy of it apart from this machine and from backups of the database. Without it, what it protects can never be read again.

                """);
        }

        await output.WriteLineAsync($"""
            Mainstay is on Discord as {run.Bot.Me!.Username}.

              Database  {DatabasePlace.Shown(database)}
              Next      type /help in your server

            Ready. Ctrl+C ends it; work under way is finished or taken up again at the next start.
            """);
        return await run.UntilStoppedAsync(stop);
    }
}
