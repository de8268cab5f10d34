using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>What can be touched, with what the plan itself makes (whether it may was asked when it was planned), and without what the settings protect.</summary>
internal sealed class RepairReach(Reach inner, ProtectedObjects shielded) : Reach
{
    public override RoleReach Of(Id<Role> role) => Provisional.Is(role) ? RoleReach.Free : shielded.Within(inner, role);

    public override bool ActorIsAbove(Id<User> member) => inner.ActorIsAbove(member);
}
