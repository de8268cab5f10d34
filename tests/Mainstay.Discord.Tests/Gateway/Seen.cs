namespace Mainstay.Discord.Tests.Gateway;

/// <summary>What handlers noted, to be waited for.</summary>
internal sealed class Seen
{
    private readonly List<string> _all = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public ValueTask Add(string text)
    {
        lock (_all)
        {
            _all.Add(text);
            foreach (var (count, reached) in _waiting)
            {
                if (_all.Count >= count)
                {
                    reached.TrySetResult();
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public Task CountAsync(int count, CancellationToken cancellationToken)
    {
        lock (_all)
        {
            if (_all.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }
}

/// <summary>Bodies of events as Discord sends them.</summary>
internal static class Bodies
{
    public static string Message(long id, string content) =>
        $$"""
        {"type":0,"tts":false,"timestamp":"2026-11-21T00:00:00.123000+00:00","pinned":false,"mentions":[],"mention_roles":[],"mention_everyone":false,"member":{"roles":["31","32"],"nick":"nick","joined_at":"2020-01-01T00:00:00.000000+00:00","deaf":false,"mute":false,"flags":0},"id":"{{id}}","flags":0,"embeds":[],"edited_timestamp":null,"content":"{{content}}","components":[],"channel_id":"20","author":{"id":"10","username":"somebody","discriminator":"0","global_name":null,"avatar":null},"attachments":[],"guild_id":"30"}
        """;

    public static string Member(long guild, long user, string nick, string roles) =>
        $$"""
        {"guild_id":"{{guild}}","user":{"id":"{{user}}","username":"u{{user}}","discriminator":"0","global_name":null,"avatar":null},"nick":"{{nick}}","roles":[{{roles}}],"joined_at":"2020-01-01T00:00:00.000000+00:00","premium_since":null,"deaf":false,"mute":false,"flags":0,"pending":false,"avatar":null}
        """;
}
