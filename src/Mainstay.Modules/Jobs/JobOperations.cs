using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Jobs;

/// <summary>The operations, each a planner with its right.</summary>
internal sealed class JobOperations(JobStore store)
{
    public const string Add = "job.add";
    public const string Edit = "job.edit";
    public const string Close = "job.close";
    public const string Reopen = "job.reopen";
    public const string Remove = "job.remove";
    public const string Assign = "job.assign";
    public const string Unassign = "job.unassign";

    public IReadOnlyList<Operation> All =>
    [
        Make(Add, "Add a job", JobPlans.Add),
        Make(Edit, "Edit a job", JobPlans.Edit),
        Make(Close, "Close a job", JobPlans.Close),
        Make(Reopen, "Reopen a job", JobPlans.Reopen),
        Make(Remove, "Remove a job", JobPlans.Remove),
        Make(Assign, "Assign a job", HolderPlans.Assign),
        Make(Unassign, "Unassign a job", HolderPlans.Unassign),
    ];

    private Operation<JobBook> Make(string name, string title, Func<Planning<JobBook>, Outcome<Draft>> plan) => new()
    {
        Name = name,
        Title = title,
        Capability = JobCapabilities.Manage,
        Read = async (reading, cancellationToken) =>
        {
            var claims = await reading.ClaimsAsync(cancellationToken).ConfigureAwait(false);
            var book = await store.ReadAsync(reading.Guild, cancellationToken).ConfigureAwait(false);
            reading.RestsOn("the job records", JobStore.StateOf(book));
            return book with
            {
                Elsewhere = claims.Where(set => set.Source != JobClaims.Source).SelectMany(set => set.Claims).Where(c => !c.Role.IsNone).Select(c => (c.Member, c.Role)).ToHashSet(),
            };
        },
        Plan = plan,
    };
}
