using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using Mainstay.Testing.Time;

namespace Mainstay.Sandbox.Tests.Interactions;

/// <summary>A small server, a bot that calls REST, people who use its commands, and a clock that stands still.</summary>
internal sealed class InteractionStage
{
    private static readonly Dictionary<string, PickedValue> NothingPicked = [];
    private readonly RouteTable _routes = new();

    public InteractionStage()
    {
        World = new DiscordWorld(Time, 1);
        Scenario.Empty.Build(World, new ScenarioSeat("token", "Tester", 1));
        foreach (var set in RouteSets.OfWorld())
        {
            set.Map(_routes);
        }

        Guild = World.Guilds.First!;
        Application = World.Applications.Values.Single();
        Channel = Guild.Channels.Values.Single(c => c.Model.Name == "general");
        Owner = World.User(Guild.OwnerId)!;
        Member = World.Users.All().Single(u => u.Username == "mia");
        World.Happened += Happened.Add;
        World.PersonHeard += Heard.Add;
    }

    public ManualTime Time { get; } = new();
    public DiscordWorld World { get; }
    public WorldGuild Guild { get; }
    public WorldApplication Application { get; }
    public WorldChannel Channel { get; }
    public WorldUser Owner { get; }
    public WorldUser Member { get; }
    public List<WorldEvent> Happened { get; } = [];
    public List<PersonEvent> Heard { get; } = [];

    public string Commands => $"/applications/{Application.Id}/commands";

    /// <summary>A request of the bot; the status, and the answer's or refusal's JSON.</summary>
    public (int Status, JsonNode? Body) Bot(string method, string path, object? body = null)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal);
        var match = _routes.Match(method, at < 0 ? path : path[..at]);
        var call = new RestCall
        {
            World = World,
            Method = method,
            Route = match.Route.ShouldNotBeNull().Template,
            Path = match.Parameters,
            Queries = RequestQuery.Read(at < 0 ? "" : path[at..]),
            Body = body is null ? null : JsonSerializer.SerializeToElement(body, SandboxJson.Options),
            Now = World.Now,
            Bot = Application.BotId,
        };
        lock (World.Gate)
        {
            try
            {
                var reply = match.Route!.Handler(call);
                return (reply.Status, reply.Body is null ? null : JsonSerializer.SerializeToNode(reply.Body, SandboxJson.Options));
            }
            catch (Refusal refusal)
            {
                return (refusal.Status, new JsonObject
                {
                    ["code"] = refusal.Code,
                    ["fields"] = new JsonArray([.. refusal.Fields.Select(f => (JsonNode)$"{f.Path} {f.Code}")]),
                });
            }
        }
    }

    /// <summary>Registers commands in bulk.</summary>
    public void Register(params object[] commands) => Bot("PUT", Commands, commands).Status.ShouldBe(200);

    public LiveInteraction Use(WorldUser person, string text) => Locked(() => new PersonActions(World, person).Use(Channel, text, NothingPicked));

    public LiveInteraction Press(WorldUser person, Id<Message> message, string customId, params string[] values) =>
        Locked(() => new PersonActions(World, person).Press(Channel, message, customId, values));

    public LiveInteraction Submit(WorldUser person, LiveInteraction opener, object fields) => Locked(() => new PersonActions(World, person).Submit(
        opener, JsonSerializer.SerializeToElement(fields).EnumerateObject().ToDictionary(p => p.Name, p => p.Value)));

    public LiveInteraction Complete(WorldUser person, string text, string focused) =>
        Locked(() => new PersonActions(World, person).Complete(Channel, text, NothingPicked, focused));

    public (int Status, JsonNode? Body) Answer(LiveInteraction live, int type, object? data = null, bool withResponse = false) =>
        Bot("POST", $"/interactions/{live.Id}/{live.Token}/callback{(withResponse ? "?with_response=true" : "")}", data is null ? new { type } : new { type, data });

    public string Hook(LiveInteraction live, string rest = "") => $"/webhooks/{Application.Id}/{live.Token}{rest}";

    /// <summary>The last INTERACTION_CREATE as the gateway would send it.</summary>
    public JsonNode LastSent() => JsonSerializer.SerializeToNode(Happened.Last(e => e.Name == "INTERACTION_CREATE").Payload, SandboxJson.Options)!;

    private T Locked<T>(Func<T> work)
    {
        lock (World.Gate)
        {
            return work();
        }
    }
}
