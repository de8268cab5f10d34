using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Sdk;

namespace Mainstay.Modules.Sync;

/// <summary>The schedule is a setting, and setting it is a change like any other: previewed, journalled, taken back.</summary>
internal static class SyncOperations
{
    public const string Schedule = "sync.schedule";

    public const string Members = "members";
    public const string Marks = "marks";
    public const string Days = "days";

    public static IReadOnlyList<Operation> All =>
    [
        new Operation<SettingsRecord>
        {
            Name = Schedule,
            Title = "Change the sync schedule",
            Capability = SyncCapabilities.Schedule,
            Read = async (reading, ct) => (await reading.SettingsRecordsAsync(ct).ConfigureAwait(false)).Single(record => record.Name == SyncSettings.Name),
            Plan = Plan,
        },
    ];

    private static Outcome<Draft> Plan(Planning<SettingsRecord> planning)
    {
        var before = JsonNode.Parse(planning.Input.Body)!.AsObject();
        var after = before.DeepClone().AsObject();
        var said = new List<string>();
        foreach (var (name, what) in new[] { (Members, "members"), (Marks, "marks") })
        {
            if (planning.Arguments[name] is { } every)
            {
                after[name] = every;
                said.Add($"{what} {SyncTexts.Often(every)}");
            }
        }

        if (planning.Arguments[Days] is { } days)
        {
            after[Days] = int.Parse(days, CultureInfo.InvariantCulture);
            said.Add($"dormant after {SyncTexts.DaysOf(int.Parse(days, CultureInfo.InvariantCulture))}");
        }

        return JsonNode.DeepEquals(before, after)
            ? new Draft { NothingToDo = "That is how it is set already." }
            : new Draft
            {
                Changes =
                [
                    new SettingsChange
                    {
                        Settings = SyncSettings.Name,
                        Before = planning.Input.Body,
                        After = after.ToJsonString(),
                        Reason = "sync schedule changed",
                        Summary = $"Sync by itself: {string.Join(", ", said)}",
                    },
                ],
            };
    }
}
