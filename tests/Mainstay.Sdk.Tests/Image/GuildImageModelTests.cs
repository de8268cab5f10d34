using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk.Tests.Image;

/// <summary>The packed image against a sorted dictionary of plain objects, through any sequence of what can happen to it.</summary>
public sealed class GuildImageModelTests
{
    private static readonly Id<Guild> Guild = new(1);
    private static readonly Id<User> Bot = new(7);

    private enum Do
    {
        Put,
        PutRun,
        PutScattered,
        Remove,
        RemoveRun,
        RemoveRole,
        Snapshot,
        Repeat,
    }

    private sealed record Step(Do What, int Id, int Seed);

    private static Arbitrary<Step[]> Stories()
    {
        var step = from what in Gen.Frequency(
                (4, Gen.Constant(Do.Put)),
                (2, Gen.Constant(Do.PutRun)),
                (2, Gen.Constant(Do.PutScattered)),
                (3, Gen.Constant(Do.Remove)),
                (1, Gen.Constant(Do.RemoveRun)),
                (1, Gen.Constant(Do.RemoveRole)),
                (2, Gen.Constant(Do.Snapshot)),
                (1, Gen.Constant(Do.Repeat)))
                   from id in Gen.Choose(1, 4000)
                   from seed in Gen.Choose(0, int.MaxValue)
                   select new Step(what, id, seed);
        return step.ArrayOf().ToArbitrary();
    }

    [Fact]
    public void The_image_is_what_a_plain_dictionary_says_and_snapshots_stay_still()
    {
        Prop.ForAll(Stories(), steps => Play(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(120).WithEndSize(60));
    }

    private static void Play(Step[] steps)
    {
        var writer = new GuildImageWriter(Guild, Bot);
        var model = new SortedDictionary<ulong, ModelMember>();
        var taken = new List<(GuildImage Image, ModelMember[] Then)>();
        foreach (var step in steps)
        {
            switch (step.What)
            {
                case Do.Put:
                    Put((ulong)step.Id, step.Seed);
                    break;
                case Do.PutRun:
                    for (var i = 0; i < 700; i++)
                    {
                        Put((ulong)(step.Id + i), step.Seed + i);
                    }

                    break;
                case Do.PutScattered:
                    var random = new Random(step.Seed);
                    for (var i = 0; i < 300; i++)
                    {
                        Put((ulong)random.Next(1, 5000), random.Next());
                    }

                    break;
                case Do.Remove:
                    Remove((ulong)step.Id);
                    break;
                case Do.RemoveRun:
                    for (var i = 0; i < 900; i++)
                    {
                        Remove((ulong)(step.Id + i));
                    }

                    break;
                case Do.RemoveRole:
                    var role = (ulong)(step.Seed % 12);
                    writer.RemoveRole(new Id<Role>(role));
                    foreach (var (id, member) in model.ToArray())
                    {
                        model[id] = member.Without(role);
                    }

                    break;
                case Do.Snapshot:
                    taken.Add((writer.Snapshot(), [.. model.Values]));
                    break;
                case Do.Repeat:
                    foreach (var member in model.Values.Take(50))
                    {
                        member.PutInto(writer).ShouldBe(MemberChanges.None);
                    }

                    break;
            }
        }

        taken.Add((writer.Snapshot(), [.. model.Values]));
        foreach (var (image, then) in taken)
        {
            image.Members.Count.ShouldBe(then.Length);
            image.Members.AsEnumerable().Select(ModelMember.Of).ShouldBe(then);
            foreach (var member in then.Where((_, i) => i % 37 == 0))
            {
                image.Members.TryGet(new Id<User>(member.Id), out var view).ShouldBeTrue();
                ModelMember.Of(view).ShouldBe(member);
                image.Members.TryGet(new Id<User>(member.Id + 100_000), out _).ShouldBeFalse();
            }

            // Equal roles, equal numbers: what makes comparing two sets an integer compare.
            image.Members.AsEnumerable().GroupBy(member => string.Join(' ', member.Roles.ToArray())).ShouldAllBe(group => group.Select(m => m.Roles.Number).Distinct().Count() == 1);
        }

        void Put(ulong id, int seed)
        {
            var member = ModelMember.Of(id, seed);
            var changes = member.PutInto(writer);
            if (model.TryGetValue(id, out var old))
            {
                (changes == MemberChanges.None).ShouldBe(old == member);
                changes.HasFlag(MemberChanges.Roles).ShouldBe(old.Roles != member.Roles);
            }
            else
            {
                changes.ShouldBe(MemberChanges.Added);
            }

            model[id] = member;
        }

        void Remove(ulong id) => writer.RemoveMember(new Id<User>(id)).ShouldBe(model.Remove(id));
    }
}
