using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

/// <summary>
/// Unites the claims of all sources on each member, compares once with what the member holds, and yields one change per member. Two sources that claim the
/// same role never undo each other, because neither is looked at alone.
/// </summary>
internal static class RolePlanner
{
    private const Permissions Weighty = Permissions.Administrator | Permissions.ManageGuild | Permissions.ManageRoles | Permissions.ManageChannels
        | Permissions.BanMembers | Permissions.KickMembers | Permissions.ModerateMembers | Permissions.ManageMessages | Permissions.ManageWebhooks;

    /// <summary>Compares the roles that some of the sources speak of; the claims of all count.</summary>
    public static (IReadOnlyList<Change> Changes, IReadOnlyList<Finding> Findings) Compare(GuildImage image, Reach reach, IReadOnlyList<ClaimSet> sets, IReadOnlyList<ClaimSet> scopes)
    {
        var work = new Work(image, reach, sets, scopes);
        new RoleSieve(image.Members, sets, work.Scope).Run(work.Inspect);
        return (work.Changes, work.Findings());
    }

    private sealed class Work
    {
        private readonly GuildImage _image;
        private readonly Reach _reach;
        private readonly HashSet<string> _sources;
        private readonly IReadOnlyList<ClaimSet> _sets;
        private readonly RoleBits[] _governed;
        private readonly List<Id<Role>> _after = [];
        private readonly RoleReport _report;

        public Work(GuildImage image, Reach reach, IReadOnlyList<ClaimSet> sets, IReadOnlyList<ClaimSet> scopes)
        {
            (_image, _reach, _sets) = (image, reach, sets);
            _sources = [.. scopes.Select(s => s.Source)];
            Scope = new RoleBits(scopes.SelectMany(s => s.Roles).Select(r => r.Role));
            _governed = [.. _sets.Select(s => scopes is [var only] && ReferenceEquals(s, only) ? Scope : new RoleBits(s.Roles.Select(r => r.Role)))];
            _report = new RoleReport(image, scopes);
        }

        public RoleBits Scope { get; }

        public List<Change> Changes { get; } = [];

        public IReadOnlyList<Finding> Findings() => _report.Findings(_reach);

        /// <summary>A member whose roles of the scope are not those that are claimed; they come in ascending order.</summary>
        public void Inspect(Id<User> user, MemberView? found, ReadOnlySpan<Sourced> claims)
        {
            if (found is not { } member)
            {
                if (IsWanted(claims))
                {
                    _report.Absent(user, _image.Members.Look(user));
                }
            }
            else if (claims.IsEmpty)
            {
                ReportUnclaimed(member);
            }
            else
            {
                Compare(member, claims);
            }
        }

        /// <summary>A member who holds a role of the scope and about whom nobody claims anything: reported, never stripped.</summary>
        private void ReportUnclaimed(MemberView member)
        {
            foreach (var role in member.Roles)
            {
                if (Scope.Has(role))
                {
                    _report.WithoutRecord(role, member.Id);
                }
            }
        }

        private void Compare(MemberView member, ReadOnlySpan<Sourced> claims)
        {
            var held = member.Roles;
            _after.Clear();
            Permissions weight = 0;
            foreach (var role in held)
            {
                if (!Strip(member.Id, role, claims))
                {
                    _after.Add(role);
                }
                else if (_reach.Of(role) == RoleReach.Free)
                {
                    weight |= _image.Roles.Find(role)?.Permissions ?? 0;
                }
                else
                {
                    _report.OutOfReach(role);
                    _after.Add(role);
                }
            }

            var given = false;
            foreach (ref readonly var sourced in claims)
            {
                var role = sourced.Role;
                if (!Scope.Has(role) || _after.Contains(role))
                {
                    continue;
                }

                if (_reach.Of(role) == RoleReach.Free)
                {
                    given = true;
                    weight |= _image.Roles.Find(role)?.Permissions ?? 0;
                    _after.Add(role);
                }
                else
                {
                    _report.OutOfReach(role);
                }
            }

            if (given || _after.Count != held.Count)
            {
                _after.Sort();
                Changes.Add(new MemberRolesChange
                {
                    Member = member.Id,
                    Before = held.ToArray(),
                    After = _after.ToArray(),
                    Reason = Because(claims),
                    Risk = (weight & Weighty) != 0 ? Risk.Elevated : Risk.Low,
                });
            }
        }

        /// <summary>
        /// A role goes when nobody claims it for the member and a source that governs it claims exclusively about the member. Held without a claim and without
        /// such a source it is reported and stays.
        /// </summary>
        private bool Strip(Id<User> user, Id<Role> role, ReadOnlySpan<Sourced> claims)
        {
            if (!Scope.Has(role))
            {
                return false;
            }

            var exclusive = false;
            foreach (ref readonly var sourced in claims)
            {
                if (sourced.Role == role)
                {
                    return false;
                }

                exclusive |= sourced.Mode == ClaimMode.Exclusive && _governed[sourced.Source].Has(role);
            }

            if (!exclusive)
            {
                _report.WithoutRecord(role, user);
            }

            return exclusive;
        }

        private bool IsWanted(ReadOnlySpan<Sourced> claims)
        {
            foreach (ref readonly var sourced in claims)
            {
                if (Scope.Has(sourced.Role))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The reason that the scope's own source gives; of several for one role the first in the alphabet, so that their order does not matter.</summary>
        private string Because(ReadOnlySpan<Sourced> claims)
        {
            var first = 0;
            while (first < claims.Length && !_sources.Contains(_sets[claims[first].Source].Source))
            {
                first++;
            }

            first = first == claims.Length ? 0 : first;
            var because = Claim(claims[first]).Because;
            for (var i = first + 1; i < claims.Length && claims[i].Role == claims[first].Role && claims[i].Source == claims[first].Source; i++)
            {
                var other = Claim(claims[i]).Because;
                because = string.CompareOrdinal(other, because) < 0 ? other : because;
            }

            return because;
        }

        private RoleClaim Claim(Sourced sourced) => _sets[sourced.Source].Claims[sourced.Place];
    }
}
