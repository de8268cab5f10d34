using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>
/// One plan over all routines that are asked for: what is made again comes first, because what names it is then right, and what one routine has decided
/// the next one knows. Pure.
/// </summary>
internal static class RepairPlanner
{
    public static Outcome<Draft> Plan(Planning<RepairInput> planning)
    {
        var work = new RepairWork(planning);
        if (Undeclared(planning.Input) is { } failure)
        {
            return failure;
        }

        if (work.Does(Routine.Channels))
        {
            new RoleObjectPlanner(work).Run();
            new ChannelPlanner(work).Run();
        }

        if (work.Does(Routine.Config))
        {
            new ConfigPlanner(work).Run();
        }

        if (work.Does(Routine.Orphaned))
        {
            new OrphanPlanner(work).Run();
        }

        if (work.Does(Routine.MemberRoles))
        {
            new MemberRoles(work).Run();
        }

        if (work.Does(Routine.Indexes))
        {
            new IndexPlanner(work).Run();
        }

        return work.Finish(RepairTexts.Nothing(planning.Input));
    }

    /// <summary>A routine for roles alone has nothing to compare while nobody has declared any.</summary>
    private static Failure? Undeclared(RepairInput input)
    {
        bool None(Routine routine) => !input.Claims.Any(s => MemberRoles.RoutineOf(s.Source) == routine && s.Roles.Count > 0);
        return input.Routines switch
        {
            Routine.StaffRoles when None(Routine.StaffRoles) => new Failure("repair.nothing-declared", "No role is declared as a staff rank yet, so there is nothing to compare. Start with `/staff rank add`."),
            Routine.JobRoles when None(Routine.JobRoles) => new Failure("repair.nothing-declared", "No job gives a role yet, so there is nothing to compare. Start with `/job add`."),
            _ => null,
        };
    }
}
