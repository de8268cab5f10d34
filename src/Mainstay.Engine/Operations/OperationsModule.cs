using Mainstay.Engine.Authority;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Operations;

/// <summary>What the engine itself contributes, declared as any module declares it: the buttons beneath plans, <c>/operations</c>, settings, tables.</summary>
internal sealed class OperationsModule(RunActions actions, RunDecisions decisions, RunCommands commands, Health.EngineProbes probes) : IModule
{
    private static readonly Form Phrase = new("Go ahead?", [new FormField(RunActions.PhraseField, "The phrase that the plan asks for") { Max = 100 }]);

    public string Name => OperationTexts.Module;

    public IReadOnlyList<CommandGroup> CommandGroups => commands.Groups;

    public IReadOnlyList<Command> Commands => commands.Commands;

    public IReadOnlyList<Capability> Capabilities => [RunActions.View, RunActions.Undo, RunActions.Cancel];

    // The right is the operation's own, which only its run knows: each action asks for it before anything else.
    public IReadOnlyList<ComponentAction> Actions =>
    [
        new() { Name = OperationTexts.Apply, Capability = Capability.Everyone, Run = actions.ApplyAsync },
        new() { Name = OperationTexts.ApplyTyped, Capability = Capability.Everyone, Form = Phrase, Run = actions.ApplyAsync },
        new() { Name = OperationTexts.Dismiss, Capability = Capability.Everyone, Run = actions.DismissAsync },
        new() { Name = OperationTexts.Cancel, Capability = Capability.Everyone, Run = actions.StopAsync },
        new() { Name = OperationTexts.StopElsewhere, Capability = Capability.Everyone, Run = actions.StopElsewhereAsync },
        new() { Name = OperationTexts.Undo, Capability = Capability.Everyone, Run = actions.UndoAsync },
        new() { Name = OperationTexts.Again, Capability = Capability.Everyone, Run = actions.AgainAsync },
        new() { Name = OperationTexts.Approve, Capability = Capability.Everyone, Run = actions.ApproveAsync },
        new() { Name = OperationTexts.Show, Capability = Capability.Everyone, Run = commands.ShowAsync },
        new() { Name = OperationTexts.LookAtStep, Capability = Capability.Everyone, Run = decisions.LookAsync },
        new() { Name = OperationTexts.StepDone, Capability = Capability.Everyone, Run = decisions.DoneAsync },
        new() { Name = OperationTexts.StepNotDone, Capability = Capability.Everyone, Run = decisions.NotDoneAsync },
        new() { Name = OperationTexts.Page, Capability = RunActions.View, Run = commands.PageAsync },
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

    public IReadOnlyList<HelpText> Texts =>
    [
        new("operations list", "Shows what is being applied, what waits for its turn, and what was planned and done before, newest first."),
        new("operations show", "Shows a run whole: each change and what became of it, what was noticed, and what the plan rested on. A plan that somebody else has to agree to can be approved from here."),
        new("operations undo", "Plans how a run is taken back and shows it. Nothing happens until you press Apply. An undo can be taken back as well."),
        new("operations cancel", "Stops a run before its next change. What is under way is finished, and the rest is left alone."),
    ];
}
