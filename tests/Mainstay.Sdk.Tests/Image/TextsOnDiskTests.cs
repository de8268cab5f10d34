using FsCheck;
using FsCheck.Fluent;
using Mainstay.Discord;
using Mainstay.Sdk.Image;

namespace Mainstay.Sdk.Tests.Image;

/// <summary>Images that have names and avatars on disk only: against plain objects, with a dictionary for the disk.</summary>
public sealed class TextsOnDiskTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000);

    [Fact]
    public void Memory_and_disk_together_say_what_was_told()
    {
        var (cases, most, away, changed) = (0, 0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var story = new Story(new Random(seed));
            story.Play();
            story.Check();
            (cases, most, away, changed) = (cases + 1, Math.Max(most, story.Count), away + story.Away, changed + story.ChangedWhileAway);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
        output.WriteLine($"{cases} stories of up to {most} members; {away} members ended with texts on disk only, {changed} were told something new while theirs were there");
        away.ShouldBeGreaterThan(cases);
        changed.ShouldBeGreaterThan(cases);
    }

    [Fact]
    public void An_update_that_leaves_the_nick_out_leaves_names_on_disk_alone()
    {
        var writer = new GuildImageWriter(new Id<Guild>(1), new Id<User>(7)) { HasTextsOnDisk = true };
        var member = ModelMember.Of(5, 3) with { Nick = "Ada", Avatar = "0123456789abcdef0123456789abcdef" };
        member.PutInto(writer);
        writer.PutTextsAway();

        writer.Upsert(new MemberData { Id = 5, IsPartial = true, Username = "changed"u8, Flags = 9, Roles = [1] }).ShouldBe(MemberChanges.Roles | MemberChanges.Other);

        writer.TryGetMember(new Id<User>(5), out var view).ShouldBeTrue();
        view.HasTexts.ShouldBeFalse();
        ((int)view.Flags).ShouldBe(9);
    }

    [Fact]
    public void A_picture_stays_still_when_its_members_change_after_their_texts_were_put_away()
    {
        var writer = new GuildImageWriter(new Id<Guild>(1), new Id<User>(7)) { HasTextsOnDisk = true };
        for (var id = 1; id <= 40; id++)
        {
            (ModelMember.Of((ulong)id, 3) with { Nick = "Ada" }).PutInto(writer);
        }

        var before = writer.Snapshot();
        writer.PutTextsAway(new MirrorSave { Image = before, At = At, Members = before.Members.AsEnumerable().Select(member => member.Id).ToArray() });
        var away = writer.Snapshot();
        writer.Upsert(new MemberData { Id = 5, IsPartial = true, Username = "changed"u8, Flags = 9, Roles = [1] });
        writer.RemoveMember(new Id<User>(6));

        foreach (var (picture, hasTexts) in new[] { (before, true), (away, false) })
        {
            picture.Members.Count.ShouldBe(40);
            picture.Members.AsEnumerable().Select(member => member.Id.Value).ShouldBe(Enumerable.Range(1, 40).Select(id => (ulong)id));
            picture.Members.AsEnumerable().ShouldAllBe(member => member.HasTexts == hasTexts && (int)member.Flags != 9 && member.Roles.Count == before.Members.Block(0)[0].Roles.Count);
        }
    }

    [Theory]
    [InlineData("odd0123456789abcdef0123456789abcdef")]
    [InlineData("a_0123456789abcdef0123456789abcdef")]
    public void An_avatar_told_while_the_older_one_was_written_stays_in_memory(string avatar)
    {
        var writer = new GuildImageWriter(new Id<Guild>(1), new Id<User>(7)) { HasTextsOnDisk = true };
        var member = ModelMember.Of(5, 3) with { Avatar = avatar.StartsWith("a_", StringComparison.Ordinal) ? avatar[2..] : null };
        member.PutInto(writer);
        var save = new MirrorSave { Image = writer.Snapshot(), At = At, Members = [new Id<User>(5)] };

        (member with { Avatar = avatar }).PutInto(writer);
        writer.PutTextsAway(save);

        writer.TryGetMember(new Id<User>(5), out var view).ShouldBeTrue();
        view.Avatar.ShouldBe(avatar);
    }

    private sealed class Story(Random random)
    {
        private readonly GuildImageWriter _writer = new(new Id<Guild>(1), new Id<User>(7)) { HasTextsOnDisk = true };
        private readonly SortedDictionary<ulong, ModelMember> _told = [];
        private readonly Dictionary<ulong, ModelMember> _disk = [];
        private readonly HashSet<ulong> _dirty = [];
        private readonly List<(GuildImage Image, int Count)> _taken = [];

        public int Count => _told.Count;

        public int Away { get; private set; }

        public int ChangedWhileAway { get; private set; }

        public void Play()
        {
            var range = random.Next(12) == 0 ? 1_500 : 40;
            for (var step = random.Next(2, 12); step > 0; step--)
            {
                for (var i = random.Next(range); i > 0; i--)
                {
                    Tell((ulong)random.Next(1, range));
                }

                if (random.Next(4) == 0)
                {
                    RemoveRole((ulong)random.Next(1, 12));
                }

                Save();
            }
        }

        public void Check()
        {
            foreach (var member in _writer.Snapshot().Members)
            {
                var id = member.Id.Value;
                Away += member.HasTexts ? 0 : 1;
                WithTexts(ModelMember.Of(member), member.HasTexts).ShouldBe(_told[id]);
            }

            _writer.MemberCount.ShouldBe(_told.Count);
            foreach (var (image, count) in _taken)
            {
                image.Members.AsEnumerable().Count().ShouldBe(count, "a picture stays still");
            }
        }

        private ModelMember WithTexts(ModelMember seen, bool has) => has ? seen : seen with
        {
            Username = _disk[seen.Id].Username,
            GlobalName = _disk[seen.Id].GlobalName,
            Nick = _disk[seen.Id].Nick,
            Avatar = _disk[seen.Id].Avatar,
        };

        private void Tell(ulong id)
        {
            if (random.Next(6) == 0)
            {
                _writer.RemoveMember(new Id<User>(id)).ShouldBe(_told.Remove(id));
                _dirty.Add(id);
                return;
            }

            var before = _told.GetValueOrDefault(id);
            var other = ModelMember.Of(id, random.Next());
            var now = before is null || random.Next(3) == 0 ? other
                : random.Next(4) switch
                {
                    0 => before,
                    1 => before with { Roles = other.Roles },
                    2 => before with { Avatar = other.Avatar },
                    _ => before with { Flags = other.Flags, GuildAvatar = other.GuildAvatar },
                };
            var wasAway = before is not null && _writer.TryGetMember(new Id<User>(id), out var view) && !view.HasTexts;
            var changes = now.PutInto(_writer);
            (changes == MemberChanges.None).ShouldBe(before == now);
            ChangedWhileAway += wasAway && before != now ? 1 : 0;
            _told[id] = now;
            if (changes != MemberChanges.None)
            {
                _dirty.Add(id);
            }
        }

        private void RemoveRole(ulong role)
        {
            foreach (var user in _writer.RemoveRole(new Id<Role>(role)))
            {
                _told[user.Value] = _told[user.Value].Without(role);
                _dirty.Add(user.Value);
            }
        }

        // Some of what differs is written, and meanwhile things go on.
        private void Save()
        {
            var image = _writer.Snapshot();
            _taken.Add((image, image.Members.Count));
            var all = random.Next(2) == 0;
            var save = new MirrorSave { Image = image, At = At, Members = _dirty.Where(_ => all || random.Next(5) > 0).Order().Select(id => new Id<User>(id)).ToArray() };
            foreach (var user in save.Members)
            {
                _dirty.Remove(user.Value);
                if (image.Members.TryGet(user, out var member))
                {
                    _disk[user.Value] = WithTexts(ModelMember.Of(member), member.HasTexts);
                }
            }

            for (var i = random.Next(6); i > 0 && _told.Count > 0; i--)
            {
                Tell(_told.Keys.ElementAt(random.Next(_told.Count)));
            }

            _writer.PutTextsAway(save);
            if (_dirty.Count == 0)
            {
                _writer.PutTextsAway();
            }
        }
    }
}
