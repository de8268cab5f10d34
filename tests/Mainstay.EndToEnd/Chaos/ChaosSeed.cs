using System.Globalization;
using System.Security.Cryptography;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>What chance follows from: drawn anew each time and printed, or given by the environment to see the same again.</summary>
internal static class ChaosSeed
{
    private const string Variable = "MAINSTAY_CHAOS_SEED";

    public static int Draw()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);
        Note($"{Variable}={seed}");
        return seed;
    }

    public static void Note(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
