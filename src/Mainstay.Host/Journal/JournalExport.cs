using Mainstay.Discord;
using Mainstay.Engine.Journal;
using Mainstay.Host.Cli;

namespace Mainstay.Host.Journal;

/// <summary>Writes the journal to a file that only its owner reads: one entry a line.</summary>
internal static class JournalExport
{
    public static async Task<long> WriteAsync(JournalReader reader, Id<Guild>? guild, bool open, string path, CancellationToken stop)
    {
        if (File.Exists(path))
        {
            throw new CliException($"{path} exists already: name another file with --output.", ExitCode.Usage);
        }

        var whole = false;
        try
        {
            var making = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                making.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            long count;
            await using (var writer = new StreamWriter(path, making) { NewLine = "\n" })
            {
                count = await reader.ReadAllAsync(guild, open, one => writer.WriteLineAsync(JournalPrinter.ToLine(one)), stop);
            }

            whole = true;
            return count;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be written: check the folder and its permissions, and the space on the disk.", ExitCode.CannotStart, failure);
        }
        finally
        {
            if (!whole && File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }
}
