using Mainstay.Sdk;

namespace Mainstay.Modules.Help;

/// <summary>Says what a person can do here, from the same declarations that register, guard and route the commands.</summary>
public sealed class HelpModule(ICommandDirectory directory) : IModule
{
    /// <inheritdoc />
    public string Name => "help";

    /// <inheritdoc />
    public IReadOnlyList<Command> Commands => new HelpCommands(directory).All;

    /// <inheritdoc />
    public IReadOnlyList<HelpText> Texts => [new("help", "Shows only what you may run yourself, here. Without a command it shows everything.")];
}
