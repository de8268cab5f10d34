using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>What people read when something did not work.</summary>
internal static class Replies
{
    public static Reply Failed(Failure failure) => new()
    {
        Title = failure.Code.StartsWith("authority", StringComparison.Ordinal) || failure.Code.EndsWith("bound", StringComparison.Ordinal) ? "Not yours to do" : "That did not work",
        Text = failure.Sentence,
        Tone = Tone.Bad,
    };

    public static Reply Broken(string correlation) => new()
    {
        Title = "Something broke on my side",
        Text = $"It has been logged. If you report it, quote `{correlation}`.",
        Tone = Tone.Bad,
    };

    public static Reply Interrupted() => new()
    {
        Title = "I was interrupted",
        Text = "I could not answer this in time, and may have been restarted in the middle of it. Look at `/operations list` and `/sync stats` first: what is not there was not begun, so use the command again.",
        Tone = Tone.Warning,
    };

    public static Reply Stopping() => new()
    {
        Title = "I am shutting down",
        Text = "I could not finish this. What was begun is settled when I am back.",
        Tone = Tone.Warning,
    };
}
