using System.Globalization;
using System.Text.Json;
using Mainstay.Store;
using Mainstay.Testing.Data;

namespace Mainstay.Bench.Apply;

/// <summary>Mainstay in a process of its own, in real time. Each line of input names changes per guild of either kind and is answered with what became of them.</summary>
internal static class ApplyClient
{
    public static async Task<int> RunAsync(Uri api, DatabaseKind kind, int guilds, int members)
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-apply-").FullName;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var mainstay = await ApplyMainstay.StartAsync(api, database.Options, folder, TimeProvider.System, guilds, members))
        {
            Console.WriteLine("ready");
            while (await Console.In.ReadLineAsync() is { } line)
            {
                var counts = line.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
                Console.WriteLine(JsonSerializer.Serialize(await mainstay.ApplyAsync(counts[0], counts[1])));
            }
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
