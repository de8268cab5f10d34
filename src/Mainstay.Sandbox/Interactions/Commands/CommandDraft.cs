using Mainstay.Discord;

namespace Mainstay.Sandbox.Interactions;

/// <summary>A command as it was asked for, checked.</summary>
internal sealed record CommandDraft
{
    public required ApplicationCommandType Type { get; init; }
    public required string Name { get; init; }
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
    public required string Description { get; init; }
    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }
    public IReadOnlyList<CommandOption> Options { get; init; } = [];
    public Permissions? DefaultMemberPermissions { get; init; }
    public bool? DmPermission { get; init; }
    public bool Nsfw { get; init; }
    public IReadOnlyList<int> IntegrationTypes { get; init; } = [0];
    public IReadOnlyList<InteractionContext>? Contexts { get; init; }
    public int? Handler { get; init; }

    public ApplicationCommand Make(CommandBook.Scope scope, Id<ApplicationCommand> id, ulong version) => new()
    {
        Id = id,
        ApplicationId = scope.Application,
        Version = new(version),
        Type = Type,
        GuildId = scope.Guild,
        Name = Name,
        NameLocalizations = new(NameLocalizations),
        Description = Description,
        DescriptionLocalizations = new(DescriptionLocalizations),
        Options = Options.Count == 0 ? null : Options,
        DefaultMemberPermissions = DefaultMemberPermissions,
        DmPermission = scope.Guild is null ? DmPermission ?? Contexts?.Contains(InteractionContext.BotDm) ?? true : null,
        Contexts = scope.Guild is null ? new(Contexts) : new(null),
        IntegrationTypes = IntegrationTypes,
        Nsfw = Nsfw,
        Handler = Handler,
    };

    /// <summary>The command as it stands, to be changed in parts.</summary>
    public static CommandDraft Of(ApplicationCommand command) => new()
    {
        Type = CommandBook.TypeOf(command),
        Name = command.Name,
        NameLocalizations = command.NameLocalizations.OrDefault(),
        Description = command.Description,
        DescriptionLocalizations = command.DescriptionLocalizations.OrDefault(),
        Options = command.Options ?? [],
        DefaultMemberPermissions = command.DefaultMemberPermissions,
        DmPermission = command.DmPermission,
        Nsfw = command.Nsfw ?? false,
        IntegrationTypes = command.IntegrationTypes ?? [0],
        Contexts = command.Contexts.OrDefault(),
        Handler = command.Handler,
    };
}
