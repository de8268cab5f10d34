using System.Globalization;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>
/// Plans the way from a server as it is to a template: what is there already is taken over and brought into line, what is missing is made, and nothing else is
/// touched unless the person chose to wipe.
/// </summary>
internal static class SetupPlanner
{
    public static Outcome<Draft> Plan(Planning<SetupInput> planning)
    {
        var work = new SetupWork(planning);
        var changes = new List<Change>();
        if (planning.Input.Wipes)
        {
            changes.AddRange(SetupWipe.Plan(planning, work));
        }

        changes.AddRange(SetupRoles.Plan(planning, work));
        changes.AddRange(SetupChannels.Plan(planning, work));
        changes.AddRange(SetupRecords.Plan(planning, work));
        if (planning.Input.IsRecorded && !changes.Any(c => c is not RowChange { Table: SetupTables.Template }))
        {
            changes.Clear();
        }

        return new Draft
        {
            Changes = changes,
            Findings = work.Findings,
            NothingToDo = $"The server is set up as {planning.Input.Template.Title} already.",
        };
    }
}
