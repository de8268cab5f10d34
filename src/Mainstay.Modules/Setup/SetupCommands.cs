using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

internal sealed class SetupCommands(IOperations operations, IAttachedFiles files)
{
    private static readonly Option<string> Template = Option.Text("template", "A template that comes with Mainstay") with
    {
        Choices = [.. ServerTemplates.BuiltIn.Select(t => new Choice(t.Title, t.Name))],
    };

    private static readonly Option<AttachedFile> File = Option.File("file", "A Discord guild template, as JSON");
    private static readonly Option<bool> Wipe = Option.Boolean("wipe", "Also delete the channels and roles that the template does not have");

    public IReadOnlyList<Command> All =>
    [
        new()
        {
            Path = "setupserver",
            Description = "Set the server up from a template: shows the plan first",
            Capability = SetupCapabilities.Apply,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.OnlyToAsker,
            Options = [Template, File, Wipe, DryRun.Option],
            Examples = ["/setupserver template:Law firm dry_run:True", "/setupserver template:Open-source community", "/setupserver file:template.json wipe:True"],
            Run = RunAsync,
        },
    ];

    private async Task<Outcome<Reply>> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.TryGet(Template, out var picked) ? picked : null;
        var file = context.TryGet(File, out var attached) ? attached : null;
        if (name is null == file is null)
        {
            return new Failure(
                "setup.template",
                name is null ? $"Pick a template ({string.Join(", ", ServerTemplates.BuiltIn.Select(t => t.Title))}), or attach a template file." : "Pick a template or attach a file, not both.");
        }

        string? body = null;
        if (file is not null && !(await files.ReadTextAsync(file, ServerTemplates.MostBytes, cancellationToken).ConfigureAwait(false)).Try(out body, out var unread))
        {
            return unread;
        }

        return ServerTemplates.Find(name ?? ServerTemplates.OfFile, body).Try(out var template, out var failure)
            ? await operations.PreviewOrDryRunAsync(
                context, context.Get(Wipe, false) ? SetupOperations.Wipe : SetupOperations.Merge, SetupOperations.ArgumentsOf(template, body, context.Place.Channel), cancellationToken).ConfigureAwait(false)
            : failure;
    }
}
