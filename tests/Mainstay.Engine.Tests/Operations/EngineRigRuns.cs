using Mainstay.Engine.Operations;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Operations;

/// <summary>What a person does with runs, in one word each.</summary>
internal static class EngineRigRuns
{
    private static readonly Arguments GiveStaff = Arguments.Of(("role", $"{EngineRig.Staff}"));

    /// <summary>Asks for a preview and returns the state of its button Apply.</summary>
    public static async Task<string> PlanAsync(this EngineRig rig, string operation = "probe.give", Arguments? arguments = null, ActionContext? actor = null) =>
        ApplyButton((await rig.Get<IOperations>().PreviewAsync(actor ?? rig.As(), operation, arguments ?? GiveStaff, EngineRig.Token)).Value);

    public static async Task<Reply> ApplyAsync(this EngineRig rig, string run) => (await rig.Get<RunActions>().ApplyAsync(rig.As(state: run), EngineRig.Token)).Value;

    public static async Task<Reply> UndoAsync(this EngineRig rig, string run) =>
        await rig.ApplyAsync(ApplyButton((await rig.Get<RunActions>().UndoAsync(rig.As(state: run), EngineRig.Token)).Value));

    public static Task<IReadOnlyList<string>> StatesAsync(this EngineRig rig, string run) =>
        rig.QueryAsync<string>($"SELECT state FROM operation_step WHERE run_id = {run.Split('@')[0]} ORDER BY ordinal");

    public static string ApplyButton(Reply preview) => preview.Buttons.First(b => b.Action is OperationTexts.Apply or OperationTexts.ApplyTyped).State;
}
