using Mainstay.Discord;
using Mainstay.Engine.Image;
using Mainstay.Testing.Time;

namespace Mainstay.Engine.Tests.Image;

public sealed class ImageEventsTests
{
    private readonly GuildImages _guilds = new(new ManualTime()) { BotId = Told.Bot };
    private readonly List<Id<Guild>> _unproven = [];

    [Fact]
    public void A_new_guild_is_taken_in_and_asks_for_proof()
    {
        using var events = Events();
        events.Create(Told.Create(3, [], [], Told.Model(7)));
        _guilds.TrySnapshot(Told.Guild, out var image).ShouldBeTrue();
        image.Name.ShouldBe("Firm");
        image.Me.ShouldNotBeNull().Username.ShouldBe("user_7");
        _unproven.ShouldBe([Told.Guild]);
    }

    [Fact]
    public void An_outage_is_not_a_farewell()
    {
        using var events = Events();
        events.Create(Told.Create(3, [], []));
        events.Delete(new UnavailableGuild { Id = Told.Guild, Unavailable = true });
        _guilds.TrySnapshot(Told.Guild, out var image).ShouldBeTrue();
        image.IsAvailable.ShouldBeFalse();
        events.TakeLeft().ShouldBeEmpty();
        _guilds.HasLeft(Told.Guild).ShouldBeFalse();

        events.Delete(new UnavailableGuild { Id = Told.Guild });
        _guilds.TrySnapshot(Told.Guild, out _).ShouldBeFalse();
        events.TakeLeft().ShouldBe([Told.Guild]);
        _guilds.HasLeft(Told.Guild).ShouldBeTrue();
        _guilds.HasLeft(new Id<Guild>(902)).ShouldBeFalse("nothing was said of it");
    }

    [Fact]
    public void A_new_session_names_the_guilds_that_there_still_are()
    {
        using var events = Events();
        var kept = Told.Guild;
        var left = new Id<Guild>(901);
        _guilds.GetOrAdd(left);
        events.Create(Told.Create(3, [], []));
        _guilds.TryGet(kept, out var live).ShouldBeTrue();
        live.EndPass(live.BeginPass(), complete: true, out _);

        events.Begin(shard: 0, shardCount: 1, Ready(kept));
        _guilds.All.ShouldBe([kept]);
        events.TakeLeft().ShouldBe([left]);
        _guilds.HasLeft(left).ShouldBeTrue();
        _guilds.HasLeft(kept).ShouldBeFalse();
        live.Snapshot().Members.Completeness.IsComplete.ShouldBeFalse("what happened between the sessions is not known");
    }

    private static ReadyEvent Ready(params Id<Guild>[] guilds) => new()
    {
        V = 10,
        User = Told.Model(7).User!,
        Guilds = [.. guilds.Select(id => new UnavailableGuild { Id = id, Unavailable = true })],
        SessionId = "s",
        ResumeGatewayUrl = "ws://127.0.0.1/",
        Application = new PartialApplication { Id = new(7) },
    };

    private ImageEvents Events() => new(_guilds, new SeenBook(null!, TimeProvider.System), _unproven.Add);
}
