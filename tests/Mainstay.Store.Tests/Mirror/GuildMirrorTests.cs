using System.Diagnostics.Metrics;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Data;

namespace Mainstay.Store.Tests.Mirror;

public abstract class GuildMirrorTests(DatabaseKind kind)
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000);
    private static readonly Completeness All = new(Extent.Complete, "a complete list", At);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_comes_back()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        writer.ObjectsCompleteness = All;
        writer.MembersCompleteness = All;
        writer.PutRole(Guilds.Role(1, "Partner") with { Permissions = (Permissions)ulong.MaxValue });
        writer.PutChannel(Guilds.Channel(10, "files", new Overwrite { Id = new(1), Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = 0 }));
        for (var id = 1; id <= 3000; id++)
        {
            writer.Put(id, id % 4 == 0 ? "nick 🦊" : null);
        }

        writer.Put(3001, avatar: "not_the_usual_hash");
        var image = writer.Snapshot();
        await store.Mirror.SaveAsync(
            new MirrorSave { Image = image, At = At, Objects = true, Members = image.Ids(), Session = new SessionMark(3, "abc", 77) }, Token);

        var loaded = Guilds.Writer();
        var mark = (await store.Mirror.LoadAsync(loaded, Token)).ShouldNotBeNull();
        mark.ShouldBe(new MirrorMark(At, 3001, true, new SessionMark(3, "abc", 77)));
        var back = loaded.Snapshot();
        back.Lines().ShouldBe(image.Lines());
        back.Roles.ShouldHaveSingleItem().ShouldBe(image.Roles[0]);
        back.Channels.ShouldHaveSingleItem().PermissionOverwrites.ShouldNotBeNull().ShouldBe(image.Channels[0].PermissionOverwrites);
        back.Members.Completeness.IsComplete.ShouldBeFalse("what the database says proves nothing about now");
        (await store.Mirror.GuildsAsync(Token)).ShouldBe([Guilds.Id]);
        (await store.Mirror.CountAsync(Guilds.Id, Token)).ShouldBe(new MirrorCounts(3001, 0, At));
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM (SELECT DISTINCT role_set_id FROM role_set) sets")).ShouldBe([25]);
    }

    [Fact]
    public async Task A_guild_that_the_mirror_has_not_seen()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        (await store.Mirror.LoadAsync(Guilds.Writer(), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_named_and_not_in_the_picture_has_left_and_can_come_back()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        writer.Put(1);
        writer.Put(2);
        await SaveAsync(store, writer, At, 1, 2);

        writer.RemoveMember(new Id<User>(1));
        await SaveAsync(store, writer, At.AddHours(1), 1);
        (await store.QueryAsync<long?>("SELECT left_at FROM member ORDER BY user_id")).ShouldBe([At.AddHours(1).ToUnixTimeMilliseconds(), null]);
        (await store.Mirror.PresentAsync(Guilds.Id, Token)).ShouldBe([new Id<User>(2)]);
        (await store.Mirror.CountAsync(Guilds.Id, Token)).ShouldBe(new MirrorCounts(1, 1, null));

        await SaveAsync(store, writer, At.AddHours(2), 1);
        (await store.QueryAsync<long?>("SELECT left_at FROM member WHERE user_id = 1")).ShouldBe([At.AddHours(1).ToUnixTimeMilliseconds()]);

        writer.Put(1, "back again");
        await SaveAsync(store, writer, At.AddHours(3), 1);
        (await store.QueryAsync<long?>("SELECT left_at FROM member WHERE user_id = 1")).ShouldBe([null]);
        (await store.QueryAsync<long>("SELECT first_seen_at FROM member WHERE user_id = 1")).ShouldBe([At.ToUnixTimeMilliseconds()]);
    }

    [Fact]
    public async Task Rows_that_are_not_named_are_not_written()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        writer.Put(1);
        writer.Put(2);
        await SaveAsync(store, writer, At, 1, 2);
        writer.Put(2, "new");
        await SaveAsync(store, writer, At.AddHours(1), 2);
        (await store.QueryAsync<long>("SELECT updated_at FROM member ORDER BY user_id")).ShouldBe([At.ToUnixTimeMilliseconds(), At.AddHours(1).ToUnixTimeMilliseconds()]);
    }

    [Fact]
    public async Task Roles_and_channels_are_gone_only_when_the_list_is_complete()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        writer.PutRole(Guilds.Role(1, "a"));
        writer.PutRole(Guilds.Role(2, "b"));
        writer.PutChannel(Guilds.Channel(10, "x", new Overwrite { Id = new(1), Type = OverwriteType.Role, Allow = 0, Deny = Permissions.ViewChannel }));
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At, Objects = true }, Token);

        writer.RemoveRole(new Id<Role>(2));
        writer.RemoveChannel(new Id<Channel>(10));
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At.AddHours(1), Objects = true }, Token);
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM role WHERE deleted_at IS NOT NULL")).ShouldBe([0]);

        writer.ObjectsCompleteness = All;
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At.AddHours(2), Objects = true }, Token);
        (await store.QueryAsync<string>("SELECT name FROM role WHERE deleted_at IS NOT NULL")).ShouldBe(["b"]);
        (await store.QueryAsync<long>("SELECT updated_at FROM role WHERE role_id = 1")).ShouldBe([At.ToUnixTimeMilliseconds()]);
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM overwrite")).ShouldBe([0]);
        (await store.QueryAsync<string>("SELECT name FROM channel WHERE deleted_at IS NOT NULL")).ShouldBe(["x"]);
    }

    [Fact]
    public async Task A_channel_that_is_hidden_keeps_the_name_and_overwrites_that_were_seen()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        writer.ObjectsCompleteness = All;
        writer.PutChannel(Guilds.Channel(10, "partners", new Overwrite { Id = new(1), Type = OverwriteType.Role, Allow = Permissions.ViewChannel, Deny = 0 }));
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At, Objects = true }, Token);
        writer.PutChannel(Guilds.Channel(10, "___hidden___") with { Flags = ChannelFlags.ChannelObfuscated });
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At, Objects = true }, Token);
        (await store.QueryAsync<string>("SELECT name || ' ' || hidden FROM channel")).ShouldBe(["partners 1"]);
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM overwrite")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_first_load_holds_the_writer_in_short_slices_and_lets_others_in_between()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind, options => options with { ServerSlice = options.Slice });
        var writer = Guilds.Writer();
        for (var id = 1; id <= 60_000; id++)
        {
            writer.Put(id);
        }

        var held = new List<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, store.Gauges.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) =>
        {
            lock (held)
            {
                held.Add(value);
            }
        });
        listener.Start();

        await store.ExecuteAsync("CREATE TABLE t (n BIGINT)");
        var image = writer.Snapshot();
        var steps = new List<int>();
        await store.Mirror.SaveAsync(
            new MirrorSave
            {
                Image = image,
                At = At,
                Members = image.Ids(),
                Progress = async written =>
                {
                    steps.Add(written);
                    await store.ExecuteAsync("INSERT INTO t VALUES (1)");
                },
            },
            Token);

        steps.Count.ShouldBeGreaterThan(1);
        steps.ShouldBe(steps.Order());
        steps[^1].ShouldBe(60_000);
        (await store.Mirror.CountAsync(Guilds.Id, Token)).Present.ShouldBe(60_000);
        lock (held)
        {
            held.Order().ElementAt(held.Count / 2).ShouldBeLessThan(0.1);
        }
    }

    [Fact]
    public async Task A_cancelled_save_keeps_whole_slices_and_not_the_session()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind, options => options with { ServerSlice = options.Slice });
        var writer = Guilds.Writer();
        for (var id = 1; id <= 40_000; id++)
        {
            writer.Put(id);
        }

        using var stop = new CancellationTokenSource();
        var image = writer.Snapshot();
        var first = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => store.Mirror.SaveAsync(
            new MirrorSave
            {
                Image = image,
                At = At,
                Members = image.Ids(),
                Session = new SessionMark(0, "s", 5),
                Progress = async written =>
                {
                    first = first == 0 ? written : first;
                    await stop.CancelAsync();
                },
            },
            stop.Token));
        first.ShouldBeLessThan(40_000);
        (await store.Mirror.CountAsync(Guilds.Id, Token)).Present.ShouldBe(first);
        (await store.QueryAsync<long>("SELECT COUNT(*) FROM mirror_state")).ShouldBe([0]);

        await store.Mirror.SaveAsync(new MirrorSave { Image = image, At = At, Objects = true, Members = image.Ids() }, Token);
        var loaded = Guilds.Writer();
        await store.Mirror.LoadAsync(loaded, Token);
        loaded.Snapshot().Lines().ShouldBe(image.Lines());
    }

    [Fact]
    public async Task Role_history_and_runs_are_kept()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var writer = Guilds.Writer();
        RoleHistoryEntry[] changes =
        [
            new(new(1), new(2), true, At, RoleChangeSource.Event) { RoleName = "Partner" },
            new(new(1), new(3), false, At.AddMinutes(1), RoleChangeSource.Sync),
            new(new(2), new(3), true, At, RoleChangeSource.Event),
        ];
        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At, RoleChanges = changes }, Token);
        (await store.Mirror.RoleHistoryAsync(Guilds.Id, new Id<User>(1), 10, Token)).ShouldBe([changes[1], changes[0]]);

        // The audit log's word comes a moment later, and is about one change: not an earlier one of the same role, nor somebody else's.
        await store.Mirror.SaveAsync(
            new MirrorSave { Image = writer.Snapshot(), At = At, Attributions = [new(new(1), new(2), true, new(77), "promoted", At.AddSeconds(3)), new(new(2), new(3), true, new(77), null, At.AddSeconds(11))] },
            Token);
        (await store.Mirror.RoleHistoryAsync(Guilds.Id, new Id<User>(1), 10, Token)).ShouldBe(
            [changes[1], changes[0] with { Source = RoleChangeSource.Audit, Author = new Id<User>(77), Reason = "promoted" }]);
        (await store.Mirror.RoleHistoryAsync(Guilds.Id, new Id<User>(2), 10, Token)).ShouldBe([changes[2]]);
    }

    [Fact]
    public async Task Names_that_are_in_the_table_only_stay_there()
    {
        await using var store = await TemporaryStore.MigratedAsync(kind);
        var (writer, whole) = (Guilds.Writer(), Guilds.Writer());
        writer.HasTextsOnDisk = true;
        for (var id = 1; id <= 200; id++)
        {
            writer.Put(id, $"nick {id}");
            whole.Put(id, $"nick {id}");
        }

        await store.Mirror.SaveAsync(new MirrorSave { Image = writer.Snapshot(), At = At, Objects = true, Members = writer.Snapshot().Ids() }, Token);
        writer.PutTextsAway();

        var gone = writer.RemoveRole(new Id<Role>(3));
        whole.RemoveRole(new Id<Role>(3));
        writer.Put(50, "another nick", null, 8, 9);
        whole.Put(50, "another nick", null, 8, 9);
        writer.RemoveMember(new Id<User>(51));
        whole.RemoveMember(new Id<User>(51));
        await SaveAsync(store, writer, At.AddHours(1), [.. gone.Select(id => id.Value).Append(50UL).Append(51UL).Distinct().Order()]);

        var loaded = Guilds.Writer();
        await store.Mirror.LoadAsync(loaded, Token);
        loaded.Snapshot().Lines().ShouldBe(whole.Snapshot().Lines());
        gone.Count.ShouldBeGreaterThan(20);
    }

    private static Task SaveAsync(TemporaryStore store, GuildImageWriter writer, DateTimeOffset at, params ulong[] members) => store.Mirror.SaveAsync(
        new MirrorSave { Image = writer.Snapshot(), At = at, Members = [.. members.Select(id => new Id<User>(id))] }, Token);
}

public sealed class SqliteGuildMirrorTests() : GuildMirrorTests(DatabaseKind.Sqlite);

public sealed class PostgresGuildMirrorTests() : GuildMirrorTests(DatabaseKind.Postgres);
