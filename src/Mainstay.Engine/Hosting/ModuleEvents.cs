using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Json;
using Mainstay.Engine.Attribution;
using Mainstay.Engine.Events;
using Mainstay.Engine.Image;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Sdk;

namespace Mainstay.Engine.Hosting;

/// <summary>
/// Hands events to the modules that declared an interest, guild by guild in order, and tells waiting steps that the image has moved. Subscribed after the
/// images, so that a module sees an event when the image has taken it in.
/// </summary>
internal sealed class ModuleEvents(
    Lazy<ModuleRegistry> modules, GuildLanes lanes, EchoBoard echoes, GuildImages images, RoleAttribution attribution, BotOptions options, Health.GatewayPulse pulse)
{
    public void Attach(GatewayClient client)
    {
        pulse.Client = client;
        RingAfter(client.Events);
        attribution.Attach(client, options.Intents);
        lanes.Overflowed += guild =>
        {
            if (images.TryGet(guild, out var live))
            {
                live.MarkStale("events came faster than they could be handled");
                images.Doubted?.Invoke(guild);
            }
        };

        foreach (var subscriptions in modules.Value.Events.GroupBy(e => e.Subscription.Name, StringComparer.Ordinal))
        {
            var interested = subscriptions.Select(s => s.Subscription).ToArray();
            client.Events.OnRaw(subscriptions.Key, (origin, raw, _) =>
            {
                Post(interested, raw, $"e{origin.Shard.ToString(CultureInfo.InvariantCulture)}-{origin.Sequence.ToString(CultureInfo.InvariantCulture)}");
                return ValueTask.CompletedTask;
            });
        }
    }

    public async Task StopAsync()
    {
        attribution.Dispose();
        await lanes.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Everything that the image takes in may be what a step waits for.</summary>
    private void RingAfter(GatewaySubscriptions events)
    {
        events.On(GatewayEvents.GuildCreate, (_, e, _) => Ring(e.Id));
        events.On(GatewayEvents.GuildUpdate, (_, e, _) => Ring(e.Id));
        events.On(GatewayEvents.GuildRoleCreate, (_, e, _) => Ring(e.GuildId));
        events.On(GatewayEvents.GuildRoleUpdate, (_, e, _) => Ring(e.GuildId));
        events.On(GatewayEvents.GuildRoleDelete, (_, e, _) => Ring(e.GuildId));
        events.On(GatewayEvents.ChannelCreate, (_, e, _) => Ring(e.GuildId ?? default));
        events.On(GatewayEvents.ChannelUpdate, (_, e, _) => Ring(e.GuildId ?? default));
        events.On(GatewayEvents.ChannelDelete, (_, e, _) => Ring(e.GuildId ?? default));
        events.On(GatewayEvents.GuildMemberAdd, (_, e, _) => Ring(e.GuildId));
        events.On(GatewayEvents.GuildMemberUpdate, (_, e, _) => Ring(e.GuildId));
        events.On(GatewayEvents.GuildMemberRemove, (_, e, _) => Ring(e.GuildId));
    }

    private ValueTask Ring(Id<Guild> guild)
    {
        echoes.Ring(guild);
        return ValueTask.CompletedTask;
    }

    private void Post(EventSubscription[] interested, RawEvent raw, string correlation)
    {
        var guild = GuildOf(raw);
        foreach (var byType in interested.GroupBy(s => s.EventType))
        {
            // Read now: the frame's bytes are only lent.
            var body = JsonSerializer.Deserialize(raw.Payload.Span, byType.Key, DiscordJson.Options) ?? throw new JsonException($"{raw.Name} has no body.");
            foreach (var subscription in byType)
            {
                lanes.TryPost(guild, ct => subscription.HandleAsync(guild, body, correlation, ct));
            }
        }
    }

    private static Id<Guild> GuildOf(RawEvent raw)
    {
        using var document = JsonDocument.Parse(raw.Payload);
        var name = raw.Name.StartsWith("GUILD_", StringComparison.Ordinal) && !document.RootElement.TryGetProperty("guild_id", out _) ? "id" : "guild_id";
        return document.RootElement.TryGetProperty(name, out var id) && Id<Guild>.TryParse(id.GetString(), out var guild) ? guild : default;
    }
}
