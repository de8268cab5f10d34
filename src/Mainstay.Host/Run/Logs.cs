using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Mainstay.Host.Run;

/// <summary>Logs: everything in files that are kept for a week, what needs attention on the error stream as well. The token is blanked out of both.</summary>
internal static class Logs
{
    private const string FileTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const string ConsoleTemplate = "{Level:u3} {Message:lj}{NewLine}";
    private const long MaxFileBytes = 10 * 1024 * 1024;
    private const int FilesKept = 7;

    public static IServiceCollection AddMainstayLogging(this IServiceCollection services, string file, string token)
    {
        var level = Enum.TryParse<LogEventLevel>(Settings.Text("LOG__LEVEL"), ignoreCase: true, out var wanted) ? wanted : LogEventLevel.Information;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .WriteTo.File(Redacting(FileTemplate, token), file, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, fileSizeLimitBytes: MaxFileBytes, retainedFileCountLimit: FilesKept)
            .WriteTo.Console(Redacting(ConsoleTemplate, token), restrictedToMinimumLevel: LogEventLevel.Warning, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
        return services.AddLogging(logging => logging.ClearProviders().AddSerilog(logger, dispose: true));
    }

    private static RedactingFormatter Redacting(string template, string token) => new(new MessageTemplateTextFormatter(template, CultureInfo.InvariantCulture), token);

    /// <summary>Whatever a line was made from, it does not carry the token.</summary>
    internal sealed class RedactingFormatter(ITextFormatter inner, string token) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            inner.Format(logEvent, line);
            output.Write(line.ToString().Replace(token, "***", StringComparison.Ordinal));
        }
    }
}
