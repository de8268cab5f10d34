using Mainstay.Discord;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Keys;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Data;

namespace Mainstay.Engine.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public abstract class KeyTests(DatabaseKind kind)
{
    private static readonly SealedPlace Place = new("note", "text", "1/2");

    [Fact]
    public void A_value_opens_under_its_key_in_its_place_and_nowhere_else()
    {
        var key = new byte[Sealed.KeyBytes];
        var value = Sealed.Close(key, 7, Place, "secret"u8);

        Sealed.KeyOf(value).ShouldBe(7);
        Sealed.Open(key, Place, value).ShouldBe("secret"u8.ToArray());
        Sealed.Close(key, 7, Place, "secret"u8).ShouldNotBe(value, "a nonce is used once");
        Sealed.Open([.. key[..31], 1], Place, value).ShouldBeNull();
        Sealed.Open(key, Place with { Table = "notes" }, value).ShouldBeNull();
        Sealed.Open(key, Place with { Column = "title" }, value).ShouldBeNull();
        Sealed.Open(key, Place with { Row = "1/3" }, value).ShouldBeNull();
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Sealed.Open(key, Place, changed).ShouldBeNull($"byte {i}");
            Sealed.Open(key, Place, value[..i]).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("raw", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", true)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\r\n", true)]
    [InlineData("", false)]
    [InlineData("AAAA\n", false)]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g", false)]
    [InlineData("-----BEGIN PRIVATE KEY-----", false)]
    public void A_key_is_32_bytes_as_they_are_in_Base64_or_in_hexadecimal_digits(string text, bool usable) =>
        (MasterKeyFile.Decode(text == "raw" ? new byte[32] : System.Text.Encoding.ASCII.GetBytes(text)) is { Length: 32 }).ShouldBe(usable);

    [Fact]
    public async Task The_first_start_makes_a_key_that_only_its_owner_reads_and_the_next_one_takes_it()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var file = rig.Get<MainstayBot>().MadeMasterKey.ShouldNotBeNull();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await using var next = rig.Reborn();
        await next.Get<MainstayBot>().MigrateAsync(EngineRig.Token);
        next.Get<MainstayBot>().MadeMasterKey.ShouldBeNull();
    }

    [Theory]
    [InlineData("lost", "is missing")]
    [InlineData("other", "is not the one")]
    [InlineData("broken", "is not a master key")]
    [InlineData("open", "chmod 600")]
    [InlineData("folder", "is a folder")]
    [InlineData("forgotten", "is missing")]
    public async Task A_missing_or_wrong_key_refuses_to_start(string what, string says)
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var file = rig.Get<MainstayBot>().MadeMasterKey!;
        await rig.Get<IDatabase>().WriteAsync(unit => rig.Get<KeyRing>().SealAsync(unit, KeyOwner.Settings, Place, [1]), EngineRig.Token);
        switch (what)
        {
            case "open":
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
                break;
            case "other":
                await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]), EngineRig.Token);
                break;
            case "broken":
                await File.WriteAllTextAsync(file, "not a key", EngineRig.Token);
                break;
            default:
                File.Delete(file);
                break;
        }

        if (what == "folder")
        {
            Directory.CreateDirectory(file);
        }

        if (what == "forgotten")
        {
            await rig.ExecuteAsync("DELETE FROM key_master");
        }

        await using var next = rig.Reborn();
        var refusal = await Should.ThrowAsync<MasterKeyException>(() => next.Get<MainstayBot>().MigrateAsync(EngineRig.Token));
        refusal.Message.ShouldContain(says);
        refusal.Message.ShouldContain(file);
        File.Exists(file).ShouldBe(what is "other" or "broken" or "open", "nothing is made in place of what is lost");
    }

    [Fact]
    public async Task Many_first_values_about_a_person_at_once_make_one_key()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var (database, keys) = (rig.Get<IDatabase>(), rig.Get<KeyRing>());

        var values = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            database.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(new((ulong)(1 + (i % 2)))), Place, [(byte)i]), EngineRig.Token)));

        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM key_data")).ShouldBe([2L]);
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
        {
            (await OpenAsync(rig, value)).Text.ShouldBe([(byte)i]);
        }
    }

    [Fact]
    public async Task A_key_of_a_transaction_that_was_taken_back_is_never_used()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var (database, keys) = (rig.Get<IDatabase>(), rig.Get<KeyRing>());
        var owner = KeyOwner.Of(new(5));
        await Should.ThrowAsync<InvalidOperationException>(() => database.WriteAsync(
            async unit =>
            {
                await keys.SealAsync(unit, owner, Place, [1]);
                throw new InvalidOperationException("taken back");
            },
            EngineRig.Token));
        var kept = await database.WriteAsync(
            async unit =>
            {
                await unit.TryAsync(async () =>
                {
                    await keys.SealAsync(unit, owner, Place, [2]);
                    throw new InvalidOperationException("this part");
                });
                keys.RolledBack(unit);
                return await keys.SealAsync(unit, owner, Place, [3]);
            },
            EngineRig.Token);

        (await OpenAsync(rig, kept)).Text.ShouldBe([3]);
        await using var next = rig.Reborn();
        (await OpenAsync(next, kept)).Text.ShouldBe([3], "the key is in the database, not only in memory");
        var again = await database.WriteAsync(unit => keys.SealAsync(unit, owner, Place, [4]), EngineRig.Token);
        (await OpenAsync(next, again)).Text.ShouldBe([4]);
        (await rig.QueryAsync<long>("SELECT COUNT(*) FROM key_data")).ShouldBe([1L]);
    }

    [Fact]
    public async Task An_erased_key_leaves_no_byte_of_itself_in_its_row_and_what_it_sealed_reads_as_erased()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var (database, keys) = (rig.Get<IDatabase>(), rig.Get<KeyRing>());
        Id<User> person = new(5);
        var before = await database.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(person), Place, [1]), EngineRig.Token);
        (await OpenAsync(rig, before)).State.ShouldBe(OpenedState.Open);

        (await keys.EraseAsync(database, person, EngineRig.Token)).ShouldBe(1);
        (await keys.EraseAsync(database, person, EngineRig.Token)).ShouldBe(0);

        (await OpenAsync(rig, before)).State.ShouldBe(OpenedState.Erased);
        (await rig.QueryAsync<byte[]>("SELECT wrapped FROM key_data")).ShouldHaveSingleItem().ShouldAllBe(b => b == 0);
        var after = await database.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(person), Place, [2]), EngineRig.Token);
        (await OpenAsync(rig, after)).Text.ShouldBe([2]);
        (await OpenAsync(rig, before)).State.ShouldBe(OpenedState.Erased);
    }

    [Fact]
    public async Task A_key_that_was_swapped_for_another_persons_opens_nothing()
    {
        await using var rig = await EngineRig.StartAsync(kind);
        var (database, keys) = (rig.Get<IDatabase>(), rig.Get<KeyRing>());
        var value = await database.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(new(5)), Place, [1]), EngineRig.Token);
        await database.WriteAsync(unit => keys.SealAsync(unit, KeyOwner.Of(new(6)), Place, [1]), EngineRig.Token);
        await rig.ExecuteAsync("UPDATE key_data SET wrapped = (SELECT wrapped FROM key_data WHERE subject_id = 6) WHERE subject_id = 5");

        await using var next = rig.Reborn();
        (await Should.ThrowAsync<DatabaseException>(() => OpenAsync(next, value))).Fault.ShouldBe(DatabaseFault.Corrupt);
    }

    private static Task<Opened> OpenAsync(EngineRig rig, byte[] value) =>
        rig.Get<IDatabase>().ReadAsync(unit => rig.Get<KeyRing>().OpenAsync(unit, Place, value), EngineRig.Token);
}

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SqliteKeyTests() : KeyTests(DatabaseKind.Sqlite);

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PostgresKeyTests() : KeyTests(DatabaseKind.Postgres);
