using Mainstay.Host.Cli;

namespace Mainstay.Host.Run;

/// <summary>Where Mainstay keeps what it must not lose.</summary>
internal static class DataFolder
{
    /// <summary>The folder that is named, or <c>MAINSTAY_DATA</c>, or <c>data</c> where the program was started.</summary>
    public static string Of(string? named) => Path.GetFullPath(named ?? Settings.Text("DATA") ?? "data");

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
