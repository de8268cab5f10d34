using System.Globalization;
using Mainstay.Discord;
using Mainstay.Modules.Repair.Planning;
using Mainstay.Modules.Repair.Watch;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Modules.Repair;

/// <summary>What repair depends on: the mirror, Mainstay's permissions, and its place in the role list.</summary>
internal sealed class RepairProbes(IGuilds guilds, IMemberSync sync, WatchStore store)
{
    private const Permissions Needed = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.AttachFiles
        | Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ViewAuditLog;

    public IReadOnlyList<Probe> All =>
    [
        new("mirror", "Picture of the server", MirrorAsync),
        new("permissions", "Permissions", (guild, _) => Task.FromResult(Look(guild, Allowed))),
        new("hierarchy", "Place in the role list", (guild, _) => Task.FromResult(Look(guild, Place))),
        new("channels", "Channels", (guild, _) => Task.FromResult(Look(guild, Seen))),
        new("watch", "Watch for drift", WatchAsync),
    ];

    private async Task<ProbeResult> MirrorAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        if (!guilds.TrySnapshot(guild, out var image) || !image.IsAvailable)
        {
            return new ProbeResult(Sdk.Health.Unhealthy, "Discord does not show this server right now.");
        }

        var status = await sync.StatusAsync(guild, cancellationToken).ConfigureAwait(false);
        var coverage = status.Expected is { } expected ? $"{Number(image.Members.Count)} of {Number(expected)} members" : $"{Number(image.Members.Count)} members, and how many there are is unknown";
        var age = status.CompletedAt is { } at ? $"the last complete list came {Mention.Ago(at)}" : "there has been no complete list yet";
        return image.Stale is { } reason ? new ProbeResult(Sdk.Health.Degraded, $"It may lag behind, because {reason}. Run `/sync users`.")
            : !image.Members.Completeness.IsComplete ? new ProbeResult(Sdk.Health.Degraded, $"{coverage}; {age}. Run `/sync users` to complete it.")
            : new ProbeResult(Sdk.Health.Ok, $"{coverage}; {age}.");
    }

    private async Task<ProbeResult> WatchAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var watched = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        if (watched.Count == 0)
        {
            return new ProbeResult(Sdk.Health.Unknown, "The watch has not looked yet, or is switched off.");
        }

        var found = watched.Values.Where(w => w.Found > 0).OrderBy(w => w.Operation, StringComparer.Ordinal).Select(w => $"{w.Found} in `/{w.Operation.Replace('.', ' ')}`").ToArray();
        var looked = $"It looked {Mention.Ago(watched.Values.Max(w => w.LookedAt))}";
        return found.Length == 0
            ? new ProbeResult(Sdk.Health.Ok, $"{looked} and found nothing.")
            : new ProbeResult(Sdk.Health.Degraded, $"{looked} and found {RepairTexts.Joined(found)}.");
    }

    private ProbeResult Look(Id<Guild> guild, Func<GuildImage, ProbeResult> look) => guilds.TrySnapshot(guild, out var image) && image.IsAvailable && image.Me is not null
        ? look(image)
        : new ProbeResult(Sdk.Health.Unknown, "Discord does not show this server right now.");

    private static ProbeResult Allowed(GuildImage image)
    {
        var lacking = Needed & ~new Permits(image, Actor.Mainstay).Held;
        return lacking == 0
            ? new ProbeResult(Sdk.Health.Ok, "Mainstay has all the permissions that repair needs.")
            : new ProbeResult(Sdk.Health.Degraded, $"Mainstay lacks {Permits.Words(lacking)}. Give its role that in the server settings.");
    }

    private static ProbeResult Place(GuildImage image)
    {
        var mine = (image.Me?.Roles.ToArray() ?? []).Select(image.Roles.Find).OfType<Role>().Select(r => RoleRank.Of(r)).DefaultIfEmpty().Max();
        var above = image.Roles.Count(r => r.Id.Value != image.Id.Value && !r.Managed && RoleRank.Of(r) > mine);
        return above == 0
            ? new ProbeResult(Sdk.Health.Ok, "Every role that can be given by hand stands below Mainstay's own.")
            : new ProbeResult(Sdk.Health.Degraded, $"{RepairTexts.Count(above, "role stands", "roles stand")} above Mainstay's own and cannot be repaired. Move Mainstay's role up if {(above == 1 ? "it" : "they")} should be.");
    }

    private static ProbeResult Seen(GuildImage image)
    {
        var hidden = image.Channels.Count(GuildImage.IsHidden);
        return hidden == 0
            ? new ProbeResult(Sdk.Health.Ok, $"Mainstay sees all {Number(image.Channels.Count)} channels.")
            : new ProbeResult(Sdk.Health.Degraded, $"{RepairTexts.Count(hidden, "channel is", "channels are")} hidden from Mainstay and left alone by every plan. Give it **View Channel** there if they should be looked after.");
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
