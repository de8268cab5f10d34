using System.Diagnostics;
using System.Globalization;
using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sandbox;

namespace Mainstay.Bench.Rest;

/// <summary>Mainstay's client in a process of its own: reads "channels each" and answers "seconds 429s", with a new client for each line, as cold as after a start.</summary>
internal static class RestClient
{
    public static async Task<int> RunAsync(Uri origin, string channels)
    {
        var ids = channels.Split(',').Select(id => Id<Channel>.Parse(id)).ToArray();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var (count, each) = (int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
            using var rest = new DiscordRest(new BotToken(SandboxOptions.DefaultToken), new DiscordRestOptions { BaseAddress = new Uri(origin, "/api/v10") });
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, count * each).Select(i =>
                rest.CreateMessageAsync(ids[i % count], new CreateMessage { Content = "hello" }, options: new RestCallOptions(Lane: RestLane.Bulk))));
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F4} {rest.Statistics.RateLimited}"));
        }

        return 0;
    }
}
