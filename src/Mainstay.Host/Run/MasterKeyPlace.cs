using Mainstay.Engine.Keys;

namespace Mainstay.Host.Run;

/// <summary>Where the master key of a data folder is.</summary>
internal static class MasterKeyPlace
{
    private const string Credential = "mainstay-master-key";

    /// <summary>
    /// The file that <c>MAINSTAY_KEYS__MASTER_FILE</c> names, or the credential <c>mainstay-master-key</c> that systemd handed over, or <c>mainstay.key</c> beside
    /// the database.
    /// </summary>
    public static MasterKeyOptions Find(string folder)
    {
        if (Settings.Text("KEYS__MASTER_FILE") is { } named)
        {
            return new MasterKeyOptions { File = Path.GetFullPath(named) };
        }

        return Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } handed && File.Exists(Path.Combine(handed, Credential))
            ? new MasterKeyOptions { File = Path.Combine(handed, Credential), IsCredential = true }
            : new MasterKeyOptions { File = Path.Combine(folder, "mainstay.key") };
    }

    /// <summary>The demo's database begins anew at each start, and so does its key.</summary>
    public static MasterKeyOptions Demo(string folder) => new() { File = Path.Combine(folder, "demo.key") };
}
