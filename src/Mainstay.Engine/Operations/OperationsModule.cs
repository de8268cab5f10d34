using Mainstay.Engine.Authority;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>What the engine itself contributes, declared as any module declares it: the buttons beneath plans, settings, tables.</summary>
internal sealed class OperationsModule(OperationService operations, Health.EngineProbes probes) : IModule
{
    public string Name => OperationTexts.Module;

    // The right is the operation's own, which only its run knows: each action asks for it before anything else.
    public IReadOnlyList<ComponentAction> Actions =>
    [
        new() { Name = OperationTexts.Apply, Capability = Capability.Everyone, Run = operations.ApplyAsync },
        new() { Name = OperationTexts.Dismiss, Capability = Capability.Everyone, Run = operations.DismissAsync },
        new() { Name = OperationTexts.Cancel, Capability = Capability.Everyone, Run = operations.StopAsync },
        new() { Name = OperationTexts.Undo, Capability = Capability.Everyone, Run = operations.UndoAsync },
    ];

    public IReadOnlyList<SettingsDeclaration> Settings =>
    [
        SettingsDeclaration.Of<OperationSettings>("operations", "Operations"),
        SettingsDeclaration.Of<AuthoritySettings>("authority", "Authority"),
        SettingsDeclaration.Of<Commands.ReplySettings>("replies", "Replies"),
    ];

    public IReadOnlyList<Probe> Probes => probes.All;

    public MigrationSet Migrations => MigrationSet.Embedded("engine", typeof(EngineServices));

    public IReadOnlyList<Table> Tables => EngineTables.All;
}
