using System.Globalization;
using System.Text;

namespace Mainstay.Sandbox;

/// <summary>Chance as a function: the same seed, name and ordinal always give the same number, whatever the clock says and however often one asks.</summary>
internal static class Chance
{
    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public static double Share(ulong seed, string name, ulong ordinal) => (Number(seed, name, ordinal) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Any 64 bits.</summary>
    public static ulong Number(ulong seed, string name, ulong ordinal) => Mix(Mix(seed ^ Hash(name)) ^ Mix(ordinal + 1));

    /// <summary>32 hexadecimal digits that look like Discord's bucket hashes.</summary>
    public static string Hex(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{Mix(Hash(name)):x16}{Mix(Hash(name) + FnvPrime):x16}");

    private static ulong Hash(string name)
    {
        var hash = FnvOffset;
        foreach (var one in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ one) * FnvPrime;
        }

        return hash;
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong x)
    {
        x += 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }
}
