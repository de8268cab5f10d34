using System.Globalization;
using Mainstay.Discord;
using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>The operations, each a planner with its right.</summary>
internal sealed class SetupOperations(SetupStore store)
{
    public const string Merge = "setup.merge";
    public const string Wipe = "setup.wipe";

    public IReadOnlyList<Operation> All =>
    [
        Make(Merge, "Set up the server", SetupCapabilities.Apply, wipes: false),
        Make(Wipe, "Wipe and set up the server", SetupCapabilities.Wipe, wipes: true),
    ];

    public static Arguments ArgumentsOf(ServerTemplate template, string? body, Id<Channel>? here) =>
        Arguments.Of(("template", template.Name), ("body", body), ("here", here?.ToString()));

    private Operation<SetupInput> Make(string name, string title, Capability capability, bool wipes) => new()
    {
        Name = name,
        Title = title,
        Capability = capability,
        Read = async (reading, cancellationToken) =>
        {
            var body = reading.Arguments["body"];
            if (!ServerTemplates.Find(reading.Arguments["template"] ?? "", body).Try(out var template, out var failure))
            {
                return failure;
            }

            var book = await store.ReadAsync(reading.Guild, cancellationToken).ConfigureAwait(false);
            reading.RestsOn("the setup records", StateOf(book));
            var named = await reading.NamedObjectsAsync(cancellationToken).ConfigureAwait(false);
            var settings = await reading.SettingsRecordsAsync(cancellationToken).ConfigureAwait(false);
            var job = await store.LastJobAsync(reading.Guild, cancellationToken).ConfigureAwait(false);
            reading.RestsOn("the numbers of jobs", job.ToString(CultureInfo.InvariantCulture));
            return new SetupInput(template, body, book, named, settings, wipes, reading.Arguments["here"] is null ? default : reading.Arguments.Id<Channel>("here")) { LastJob = job };
        },
        Plan = SetupPlanner.Plan,
    };

    private static string StateOf(SetupBook book) => string.Join(
        ',',
        [
            book.Template is { } template ? string.Create(CultureInfo.InvariantCulture, $"{template.Name}:{template.AppliedAt}:{template.Edition}") : "none",
            .. book.All.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Number}={o.RoleId}/{o.ChannelId}/{o.Edition}")).Order(StringComparer.Ordinal),
        ]);
}
