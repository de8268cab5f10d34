using System.Collections.Concurrent;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Events;
using Mainstay.Engine.Image;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Attribution;

/// <summary>
/// Who changed whose roles: tells modules of role changes that Mainstay did not make, with the author that the audit log names. Everything happens in the guild's
/// event lane, in order; a timer of the program's clock ends the waiting.
/// </summary>
internal sealed partial class RoleAttribution(Lazy<ModuleRegistry> modules, GuildLanes lanes, GuildImages images, TimeProvider time, ILogger<RoleAttribution> log) : IDisposable
{
    private readonly ConcurrentDictionary<Id<Guild>, Guilded> _guilds = new();
    private GatewayIntents _intents;
    private long _steps;
    private bool _disposed;

    public void Attach(GatewayClient client, GatewayIntents intents)
    {
        Listen(intents);
        client.Events.On(GatewayEvents.GuildAuditLogEntryCreate, (_, e, _) =>
        {
            Tell(e);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Mainstay is about to change a member's roles itself. Dispose when the request has been answered.</summary>
    public IDisposable Expect(Id<Guild> guild, Id<User> member, IEnumerable<Id<Role>> given, IEnumerable<Id<Role>> taken)
    {
        RoleMove[] moves = [.. Moves(member, given, taken)];
        var step = Interlocked.Increment(ref _steps);
        Post(guild, (machine, _) =>
        {
            machine.Expect(step, moves);
            return [];
        });
        return new Expectation(this, guild, step);
    }

    /// <summary>The roles that a member has now, for who needs to know what a request will change.</summary>
    public IReadOnlyList<Id<Role>> RolesOf(Id<Guild> guild, Id<User> member) =>
        images.TrySnapshot(guild, out var image) && image.Members.TryGet(member, out var found) ? found.Roles.ToArray() : [];

    public void Dispose()
    {
        _disposed = true;
        images.RolesChanged -= OnRolesChanged;
        foreach (var guild in _guilds.Values)
        {
            guild.Timer.Dispose();
        }
    }

    internal void Listen(GatewayIntents intents)
    {
        _intents = intents;
        images.RolesChanged += OnRolesChanged;
    }

    /// <summary>An entry of the audit log, of whatever kind.</summary>
    internal void Tell(GuildAuditLogEntryEvent entry)
    {
        if (entry.ActionType == AuditLogEvent.MemberRoleUpdate && Id<User>.TryParse(entry.TargetId, out var member))
        {
            var told = new RoleEntry(entry.Id, entry.UserId, entry.Reason, [.. Moves(member, Roles(entry, "$add"), Roles(entry, "$remove"))]);
            Post(entry.GuildId, (machine, now) => machine.Entry(told, now));
        }
    }

    private static IEnumerable<RoleMove> Moves(Id<User> member, IEnumerable<Id<Role>> added, IEnumerable<Id<Role>> removed) =>
        added.Select(r => new RoleMove(member, r, true)).Concat(removed.Select(r => new RoleMove(member, r, false)));

    /// <summary>The roles under one key of an entry: partial roles, of which the id counts.</summary>
    private static IEnumerable<Id<Role>> Roles(GuildAuditLogEntryEvent entry, string key)
    {
        foreach (var change in entry.Changes ?? [])
        {
            if (change.Key != key || change.NewValue.OrDefault() is not { ValueKind: JsonValueKind.Array } roles)
            {
                continue;
            }

            foreach (var role in roles.EnumerateArray())
            {
                if (role.ValueKind == JsonValueKind.Object && role.TryGetProperty("id", out var id) && Id<Role>.TryParse(id.GetString(), out var known))
                {
                    yield return known;
                }
            }
        }
    }

    // Called under the image's lock: everything else is the lane's.
    private void OnRolesChanged(Id<Guild> guild, Id<User> member, Id<Role>[] added, Id<Role>[] removed)
    {
        var at = time.GetUtcNow();
        Post(guild, (machine, _) => machine.Changed([.. Moves(member, added, removed)], IsAudible(guild), at));
    }

    private void Post(Id<Guild> guild, Func<AttributionMachine, DateTimeOffset, IReadOnlyList<RoleChangeSeen>> work)
    {
        if (modules.Value.RoleChanges.Count > 0 && !_disposed)
        {
            lanes.TryPost(guild, ct => WorkAsync(guild, work, ct));
        }
    }

    private async Task WorkAsync(Id<Guild> guild, Func<AttributionMachine, DateTimeOffset, IReadOnlyList<RoleChangeSeen>> work, CancellationToken cancellationToken)
    {
        var own = _guilds.GetOrAdd(guild, id => new Guilded(
            new AttributionMachine(id, images.BotId),
            time.CreateTimer(_ => Post(id, (machine, now) => machine.Due(now)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)));
        var now = time.GetUtcNow();
        var seen = work(own.Machine, now);
        if (!_disposed)
        {
            var wait = own.Machine.NextDue - now;
            own.Timer.Change(wait is { } left ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        foreach (var change in seen)
        {
            await DeliverAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(RoleChangeSeen change, CancellationToken cancellationToken)
    {
        foreach (var listener in modules.Value.RoleChanges)
        {
            try
            {
                await listener(change, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The boundary of a listener: the others hear of it all the same.
                LogBroken(log, exception, change.Guild.Value);
            }
        }
    }

    /// <summary>Whether Discord tells of entries at all; said once in the log when it does not, and again after it did.</summary>
    private bool IsAudible(Id<Guild> guild)
    {
        var audible = _intents.HasFlag(GatewayIntents.GuildModeration) && images.TrySnapshot(guild, out var image) && MaySee(image);
        if (_guilds.TryGetValue(guild, out var own))
        {
            if (!audible && !own.SaidBlind)
            {
                LogBlind(log, guild.Value);
            }

            own.SaidBlind = !audible;
        }

        return audible;
    }

    private static bool MaySee(GuildImage image) => Hierarchy.PermissionsOf(image, image.BotId, image.Me?.Roles.ToArray() ?? []).HasFlag(Permissions.ViewAuditLog);

    [LoggerMessage(3401, LogLevel.Error, "A listener to role changes in guild {Guild} broke")]
    private static partial void LogBroken(ILogger log, Exception exception, ulong guild);

    [LoggerMessage(3402, LogLevel.Warning, "Mainstay may not see the audit log of guild {Guild}: who changes roles there stays unknown until its role has View Audit Log")]
    private static partial void LogBlind(ILogger log, ulong guild);

    private sealed class Guilded(AttributionMachine machine, ITimer timer)
    {
        public AttributionMachine Machine => machine;

        public ITimer Timer => timer;

        public bool SaidBlind { get; set; }
    }

    private sealed class Expectation(RoleAttribution attribution, Id<Guild> guild, long step) : IDisposable
    {
        public void Dispose() => attribution.Post(guild, (machine, now) =>
        {
            machine.Settled(step, now);
            return [];
        });
    }
}
