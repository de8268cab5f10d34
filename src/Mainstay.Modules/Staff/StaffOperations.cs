using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Staff;

/// <summary>The operations, each a planner with its right.</summary>
internal sealed class StaffOperations(StaffStore store, HandStore hands)
{
    public const string Hire = "staff.hire";
    public const string Fire = "staff.fire";
    public const string Promote = "staff.promote";
    public const string Demote = "staff.demote";
    public const string Suspend = "staff.suspend";
    public const string Reinstate = "staff.reinstate";
    public const string AddRank = "staff.rank-add";
    public const string RemoveRank = "staff.rank-remove";

    public const string AdoptByHand = "staff.adopt";
    public const string RevertByHand = "staff.revert";
    public const string Policy = "staff.policy";

    public IReadOnlyList<Operation> All =>
    [
        Make(Hire, "Hire", StaffCapabilities.Manage, HirePlans.Hire),
        Make(Fire, "Fire", StaffCapabilities.Manage, HirePlans.Fire),
        Make(Promote, "Promote", StaffCapabilities.Manage, RankPlans.Promote),
        Make(Demote, "Demote", StaffCapabilities.Manage, RankPlans.Demote),
        Make(Suspend, "Suspend", StaffCapabilities.Manage, HirePlans.Suspend),
        Make(Reinstate, "Reinstate", StaffCapabilities.Manage, HirePlans.Reinstate),
        Make(AddRank, "Add a staff rank", StaffCapabilities.Ranks, RankPlans.Add),
        Make(RemoveRank, "Remove a staff rank", StaffCapabilities.Ranks, RankPlans.Remove),
        Make(AdoptByHand, "Record what the roles say", StaffCapabilities.Manage, HandPlans.Adopt) with { Unattended = (s, guild, ct) => IsAsync(s, guild, ByHand.Adopt, ct) },
        Make(RevertByHand, "Put roles back as recorded", StaffCapabilities.Manage, HandPlans.Revert) with { Unattended = (s, guild, ct) => IsAsync(s, guild, ByHand.Revert, ct) },
        new Operation<SettingsRecord>
        {
            Name = Policy,
            Title = "Change the staff policy",
            Capability = StaffCapabilities.Ranks,
            Read = async (reading, ct) => (await reading.SettingsRecordsAsync(ct).ConfigureAwait(false)).Single(r => r.Name == StaffSettings.Name),
            Plan = HandPlans.Policy,
        },
    ];

    private Operation<StaffBook> Make(string name, string title, Capability capability, Func<Planning<StaffBook>, Outcome<Draft>> plan) => new()
    {
        Name = name,
        Title = title,
        Capability = capability,
        Read = async (reading, cancellationToken) =>
        {
            var claims = await reading.ClaimsAsync(cancellationToken).ConfigureAwait(false);
            var book = await store.ReadAsync(reading.Guild, cancellationToken).ConfigureAwait(false);
            reading.RestsOn("the staff records", StaffStore.StateOf(book));
            var byHand = name is AdoptByHand or RevertByHand ? await hands.FindAsync(reading.Guild, reading.Arguments.Id<User>("member"), cancellationToken).ConfigureAwait(false) : null;
            if (byHand is not null)
            {
                reading.RestsOn("who changed the roles", (byHand with { Outcome = "" }).ToString());
            }

            return book with
            {
                ByHand = byHand,
                Elsewhere = claims.Where(set => set.Source != StaffClaims.Source).SelectMany(set => set.Claims).Where(c => !c.Role.IsNone).Select(c => (c.Member, c.Role)).ToHashSet(),
            };
        },
        Plan = plan,
    };

    private static async Task<bool> IsAsync(ISettings settings, Id<Guild> guild, ByHand policy, CancellationToken cancellationToken) =>
        (await settings.GetAsync<StaffSettings>(guild, cancellationToken).ConfigureAwait(false)).Value.RolesByHand == policy;
}
