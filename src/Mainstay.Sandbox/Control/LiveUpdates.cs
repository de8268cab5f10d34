using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;
using Microsoft.AspNetCore.Http;

namespace Mainstay.Sandbox.Control;

/// <summary>
/// Server-sent events for one person's client: what they may see of what happens, as <c>{"t", "d", "people"}</c>. A client that reads too slowly is cut
/// off; it connects again and fetches what it missed.
/// </summary>
internal sealed class LiveUpdates(SandboxServer server)
{
    private const int Backlog = 5_000;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    // What a client of one guild draws. The rest would only be noise on large servers.
    private static readonly string[] Drawn =
    [
        "MESSAGE_", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "GUILD_ROLE_", "GUILD_UPDATE", "GUILD_MEMBER_", "GUILD_BAN_",
        "GUILD_AUDIT_LOG_ENTRY_CREATE", "TYPING_START", "SANDBOX_",
    ];

    public async Task Serve(HttpContext context, WorldUser? person)
    {
        if (person is null || !Id<Guild>.TryParse(context.Request.Query["guild"], out var guild))
        {
            throw new ClientRefusal("Live updates need ?as= and ?guild=.");
        }

        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        using var subscription = new Subscription(server.World, guild, person);
        await response.WriteAsync(": connected\n\n", context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        try
        {
            await Pump(response, subscription, guild, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || server.Stopping.IsCancellationRequested)
        {
            // The page was closed, or the sandbox ends: there is nobody left to tell.
        }
    }

    private async Task Pump(HttpResponse response, Subscription subscription, Id<Guild> guild, CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, server.Stopping);
        var online = IsOnline(guild);
        while (true)
        {
            using var beat = new CancellationTokenSource(Beat, server.Options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, ending.Token);
            try
            {
                if (!await subscription.Frames.WaitToReadAsync(either.Token))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (!ending.IsCancellationRequested)
            {
                // Only the beat is over.
            }

            while (subscription.Frames.TryRead(out var frame))
            {
                await response.WriteAsync(frame, ending.Token);
            }

            if (IsOnline(guild) is var now && now != online)
            {
                online = now;
                await response.WriteAsync(Frame("SANDBOX_BOT", new JsonObject { ["online"] = now }, null), ending.Token);
            }

            await response.WriteAsync(": beat\n\n", ending.Token);
            await response.Body.FlushAsync(ending.Token);
        }
    }

    private bool IsOnline(Id<Guild> guild)
    {
        lock (server.World.Gate)
        {
            return ViewRoutes.ApplicationIn(server, guild) is { } application && ViewRoutes.IsOnline(server, application);
        }
    }

    private static string Frame(string name, JsonNode data, object? people) =>
        $"data: {JsonSerializer.Serialize(new { t = name, d = data, people }, SandboxJson.Options)}\n\n";

    private sealed class Subscription : IDisposable
    {
        private readonly DiscordWorld _world;
        private readonly Id<Guild> _guild;
        private readonly WorldUser _person;
        private readonly Channel<string> _frames = System.Threading.Channels.Channel.CreateBounded<string>(Backlog);

        public Subscription(DiscordWorld world, Id<Guild> guild, WorldUser person)
        {
            _world = world;
            _guild = guild;
            _person = person;
            lock (world.Gate)
            {
                world.Happened += OnHappened;
                world.PersonHeard += OnHeard;
                world.Commands.Changed += OnCommands;
            }
        }

        public ChannelReader<string> Frames => _frames.Reader;

        public void Dispose()
        {
            lock (_world.Gate)
            {
                _world.Happened -= OnHappened;
                _world.PersonHeard -= OnHeard;
                _world.Commands.Changed -= OnCommands;
            }
        }

        private void OnHappened(WorldEvent happened)
        {
            if (happened.OnlyUser is null && happened.Payload is not WorldGuild && Drawn.Any(d => happened.Name.StartsWith(d, StringComparison.Ordinal)) && Sees(happened))
            {
                Push(happened.Name, happened.Payload);
            }
        }

        private void OnHeard(PersonEvent heard)
        {
            if (heard.Person is null || heard.Person == _person.Id)
            {
                Push(heard.Name, heard.Payload);
            }
        }

        private void OnCommands(CommandBook.Scope scope) => Push("SANDBOX_COMMANDS", new JsonObject());

        private bool Sees(WorldEvent happened)
        {
            if (happened.Channel is { } id && _world.Channel(id) is { } channel)
            {
                return channel.Guild is { } guild ? guild.Id == _guild && guild.CanView(_person.Id, channel) : channel.Recipients.Contains(_person);
            }

            if (happened.Guild != _guild || _world.Guild(_guild) is not { } place || place.Member(_person.Id) is not { } member)
            {
                return happened.Guild == _guild && happened.Name.StartsWith("GUILD_MEMBER", StringComparison.Ordinal);
            }

            return happened.Name != "GUILD_AUDIT_LOG_ENTRY_CREATE" || place.PermissionsOf(member).HasFlag(Permissions.ViewAuditLog);
        }

        private void Push(string name, object payload)
        {
            var data = payload as JsonNode ?? JsonSerializer.SerializeToNode(payload, payload.GetType(), SandboxJson.Options)!;
            var people = payload is Message message ? MessageViews.PeopleIn(message).Concat(MessageViews.MentionedIn(data)).ToHashSet() : [.. People(data)];
            var frame = Frame(name, data, people.Count == 0 ? null : MessageViews.People(_world, _world.Guild(_guild), people));
            if (!_frames.Writer.TryWrite(frame))
            {
                _frames.Writer.TryComplete();
            }
        }

        private static IEnumerable<Id<User>> People(JsonNode data)
        {
            foreach (var node in (JsonNode?[])[data["user_id"], data["user"]?["id"], data["author"]?["id"], data["interaction_metadata"]?["user"]?["id"]])
            {
                if (node is JsonValue value && Id<User>.TryParse(value.ToString(), out var id))
                {
                    yield return id;
                }
            }

            if (data["author"] is not null)
            {
                foreach (var id in MessageViews.MentionedIn(data))
                {
                    yield return id;
                }
            }
        }
    }
}
