using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using static Mainstay.Sandbox.Tests.Worlds.Stage;

namespace Mainstay.Sandbox.Tests.Worlds;

/// <summary>Whatever anyone tries, in whatever order, the guild stays one that Discord could show.</summary>
public sealed class RandomOperationsTests
{
    [Fact]
    public void Random_operations_keep_the_guild_in_order() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), seed => Run(seed.Get)).QuickCheckThrowOnFailure();

    private static void Run(int seed)
    {
        var stage = new Stage();
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var events = stage.Happened.Count;
            try
            {
                Step(stage, random);
            }
            catch (Refusal)
            {
                // A refused operation leaves nothing behind.
                stage.Happened.Count.ShouldBe(events);
            }

            Check(stage);
        }
    }

    private static void Step(Stage stage, Random random)
    {
        var guild = stage.Guild;
        var actor = By(Any(random, stage.Owner, stage.Administrator, stage.Moderator, stage.Member));
        var role = Any(random, [.. guild.Roles.Values]);
        var person = Any(random, [.. stage.World.Users.All()]);
        var channel = guild.Channels.Count > 0 ? Any(random, [.. guild.Channels.Values]) : guild.AddChannel(ChannelType.GuildText, "again");
        switch (random.Next(13))
        {
            case 0:
                guild.CreateRole(actor, new RoleDraft { Name = $"role {random.Next(9)}" });
                break;
            case 1:
                guild.DeleteRole(actor, role.Id);
                break;
            case 2:
                guild.MoveRoles(actor, [(role.Id, random.Next(guild.Roles.Count + 2))]);
                break;
            case 3:
                guild.ModifyRole(actor, role.Id, new RoleDraft { Permissions = (Permissions)(1UL << random.Next(50)) });
                break;
            case 4:
                guild.GiveRole(actor, person.Id, role.Id);
                break;
            case 5:
                guild.TakeRole(actor, person.Id, role.Id);
                break;
            case 6:
                guild.ModifyMember(actor, person.Id, new MemberDraft { Roles = new([role.Id, Any(random, [.. guild.Roles.Keys])]), Nick = "n" });
                break;
            case 7:
                guild.Kick(actor, person.Id);
                break;
            case 8:
                guild.Ban(actor, person.Id);
                break;
            case 9:
                guild.Unban(actor, person.Id);
                guild.Join(person);
                break;
            case 10:
                guild.CreateChannel(actor, new ChannelDraft
                {
                    Name = "c",
                    Type = Any(random, ChannelType.GuildText, ChannelType.GuildCategory, ChannelType.GuildVoice),
                    Parent = random.Next(2) == 0 ? default : new(channel.Id),
                });
                break;
            case 11:
                guild.DeleteChannel(actor, channel);
                break;
            default:
                guild.SetOverwrite(actor, channel, new Overwrite
                {
                    Id = role.Id.Cast<Overwrite>(),
                    Type = OverwriteType.Role,
                    Allow = Permissions.None,
                    Deny = (Permissions)(1UL << random.Next(50)),
                });
                break;
        }
    }

    private static void Check(Stage stage)
    {
        var guild = stage.Guild;
        guild.Roles.ShouldContainKey(guild.EveryoneId);
        guild.Everyone.Position.ShouldBe(0);
        guild.RolesInOrder.Select(r => r.Position).ShouldBe(Enumerable.Range(0, guild.Roles.Count));
        guild.Members.Contains(guild.OwnerId.Value).ShouldBeTrue();
        foreach (var member in guild.Members.All())
        {
            member.Roles.ShouldAllBe(r => guild.Roles.ContainsKey(r) && r != guild.EveryoneId);
            member.Roles.ShouldBe(member.Roles.Distinct().Order());
            guild.Bans.Contains(member.Id.Value).ShouldBeFalse();
        }

        foreach (var channel in guild.Channels.Values)
        {
            if (channel.ParentId is { } parent)
            {
                guild.Channels[parent].Type.ShouldBe(ChannelType.GuildCategory);
            }

            channel.Model.PermissionOverwrites!.ShouldAllBe(o => o.Type == OverwriteType.Member || guild.Roles.ContainsKey(o.Id.Cast<Role>()));
            channel.Model.PermissionOverwrites!.Select(o => o.Id).ShouldBeUnique();
            stage.World.Channels[channel.Id].ShouldBeSameAs(channel);
        }

        guild.AuditLog.Select(e => e.Id).ShouldBe(guild.AuditLog.Select(e => e.Id).Order());
    }

    private static T Any<T>(Random random, params IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
