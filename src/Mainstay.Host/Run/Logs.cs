using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Mainstay.Host.Run;

/// <summary>Logs: everything in files that are kept for a week, what needs attention on the error stream as well. The token and the database's password are blanked out of both.</summary>
internal static class Logs
{
    private const string FileTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const string ConsoleTemplate = "{Level:u3} {Message:lj}{NewLine}";
    private const long MaxFileBytes = 10 * 1024 * 1024;
    private const int FilesKept = 7;

    public static IServiceCollection AddMainstayLogging(this IServiceCollection services, string file, IReadOnlyList<string> secrets)
    {
        var level = Enum.TryParse<LogEventLevel>(Settings.Text("LOG__LEVEL"), ignoreCase: true, out var wanted) ? wanted : LogEventLevel.Information;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .WriteTo.File(Redacting(FileTemplate, secrets), file, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, fileSizeLimitBytes: MaxFileBytes, retainedFileCountLimit: FilesKept)
            .WriteTo.Console(Redacting(ConsoleTemplate, secrets), restrictedToMinimumLevel: LogEventLevel.Warning, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
        return services.AddLogging(logging => logging.ClearProviders().AddSerilog(logger, dispose: true));
    }

    private static RedactingFormatter Redacting(string template, IReadOnlyList<string> secrets) => new(new MessageTemplateTextFormatter(template, CultureInfo.InvariantCulture), secrets);

    /// <summary>Whatever a line was made from, it carries no secret.</summary>
    internal sealed class RedactingFormatter(ITextFormatter inner, IReadOnlyList<string> secrets) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            inner.Format(logEvent, line);
            output.Write(secrets.Aggregate(line.ToString(), static (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal)));
        }
    }
}
