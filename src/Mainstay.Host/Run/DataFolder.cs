using Mainstay.Host.Cli;

namespace Mainstay.Host.Run;

/// <summary>Where Mainstay keeps what it must not lose.</summary>
internal static class DataFolder
{
    public static string Prepare(string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The folder {path} cannot be made or entered: choose another with --data, or let this user write there.", ExitCode.CannotStart, failure);
        }
    }
}
