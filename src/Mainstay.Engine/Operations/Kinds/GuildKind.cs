using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>The kind <c>guild</c>: the guild's own settings in one PATCH.</summary>
internal sealed class GuildKind(DiscordRest rest) : DiscordKind
{
    public override string Name => "guild";

    public override string Noun(int count) => count == 1 ? "setting of the server" : "settings of the server";

    public override string Describe(Change change) => $"the server: {string.Join(", ", Parts((GuildChange)change))}";

    public override IEnumerable<string> Obstacles(PlanChecks plan, Change change)
    {
        var after = ((GuildChange)change).After;
        foreach (var obstacle in plan.Needs(Permissions.ManageGuild))
        {
            yield return obstacle;
        }

        if (after.Name is { Length: < Limits.GuildNameMin or > Limits.GuildName })
        {
            yield return $"A server's name has {Limits.GuildNameMin} to {Limits.GuildName} characters.";
        }

        foreach (var channel in new[] { after.AfkChannel, after.SystemChannel, after.RulesChannel, after.PublicUpdatesChannel }.OfType<Id<Channel>>().Where(c => !c.IsNone))
        {
            if (!plan.Makes(channel) && (plan.Image.Channels.Find(channel) is not { } found || GuildImage.IsHidden(found)))
            {
                yield return "A channel that the server's settings were to name is gone or hidden from Mainstay.";
            }
        }
    }

    public override Change Resolve(Change change, IdMap ids)
    {
        var guild = (GuildChange)change;
        return guild with { Before = Resolve(guild.Before, ids), After = Resolve(guild.After, ids) };
    }

    public override RestRoute RouteOf(Change change) => Routes.ModifyGuild;

    public override TargetState Observe(GuildImage image, Change change) => image.Guild is { } guild ? Compare((GuildChange)change, guild) : TargetState.Unknown;

    public override Task<Sending> ApplyAsync(Errand errand, Change change, CancellationToken cancellationToken) => Requests.SendAsync(async () =>
    {
        var guild = (GuildChange)change;
        var answer = await rest.ModifyGuildAsync(guild.Guild, Body(guild.Before, guild.After), Requests.Bulk(errand.Reason), cancellationToken).ConfigureAwait(false);
        return Compare(guild, answer) == TargetState.After ? new Sending.Verified() : new Sending.Accepted();
    });

    public override async Task<Seen> LookAsync(Errand errand, Change change, CancellationToken cancellationToken)
    {
        try
        {
            return Compare((GuildChange)change, await rest.GetGuildAsync(errand.Guild, false, Requests.Bulk(null), cancellationToken).ConfigureAwait(false));
        }
        catch (DiscordRestException)
        {
            return TargetState.Unknown;
        }
    }

    public override void Invert(Change change, UndoPlan undo)
    {
        var guild = (GuildChange)change;
        undo.Add(guild with { Before = guild.After, After = guild.Before, Reason = UndoPlan.Reason(guild) });
    }

    /// <summary>The guild's settings as a change names them.</summary>
    internal static GuildState Of(Guild guild) => new()
    {
        Name = guild.Name,
        VerificationLevel = guild.VerificationLevel,
        DefaultMessageNotifications = guild.DefaultMessageNotifications,
        ExplicitContentFilter = guild.ExplicitContentFilter,
        AfkChannel = guild.AfkChannelId ?? default(Id<Channel>),
        AfkTimeoutSeconds = guild.AfkTimeout,
        SystemChannel = guild.SystemChannelId ?? default(Id<Channel>),
        RulesChannel = guild.RulesChannelId ?? default(Id<Channel>),
        PublicUpdatesChannel = guild.PublicUpdatesChannelId ?? default(Id<Channel>),
        PreferredLocale = guild.PreferredLocale,
    };

    private static TargetState Compare(GuildChange change, Guild guild)
    {
        var actual = Of(guild);
        return Agrees(change.After, actual) ? TargetState.After : Agrees(change.Before, actual) ? TargetState.Before : TargetState.Different;
    }

    // What is unset in one is taken from the other, and what is left to differ is meant.
    private static bool Agrees(GuildState wanted, GuildState actual) => actual == new GuildState
    {
        Name = wanted.Name ?? actual.Name,
        VerificationLevel = wanted.VerificationLevel ?? actual.VerificationLevel,
        DefaultMessageNotifications = wanted.DefaultMessageNotifications ?? actual.DefaultMessageNotifications,
        ExplicitContentFilter = wanted.ExplicitContentFilter ?? actual.ExplicitContentFilter,
        AfkChannel = wanted.AfkChannel ?? actual.AfkChannel,
        AfkTimeoutSeconds = wanted.AfkTimeoutSeconds ?? actual.AfkTimeoutSeconds,
        SystemChannel = wanted.SystemChannel ?? actual.SystemChannel,
        RulesChannel = wanted.RulesChannel ?? actual.RulesChannel,
        PublicUpdatesChannel = wanted.PublicUpdatesChannel ?? actual.PublicUpdatesChannel,
        PreferredLocale = wanted.PreferredLocale ?? actual.PreferredLocale,
    };

    private static ModifyGuild Body(GuildState before, GuildState after) => new()
    {
        Name = after.Name != before.Name ? after.Name : null,
        VerificationLevel = after.VerificationLevel != before.VerificationLevel ? after.VerificationLevel : null,
        DefaultMessageNotifications = after.DefaultMessageNotifications != before.DefaultMessageNotifications ? after.DefaultMessageNotifications : null,
        ExplicitContentFilter = after.ExplicitContentFilter != before.ExplicitContentFilter ? after.ExplicitContentFilter : null,
        AfkChannelId = Channel(before.AfkChannel, after.AfkChannel),
        AfkTimeout = after.AfkTimeoutSeconds != before.AfkTimeoutSeconds ? after.AfkTimeoutSeconds : null,
        SystemChannelId = Channel(before.SystemChannel, after.SystemChannel),
        RulesChannelId = Channel(before.RulesChannel, after.RulesChannel),
        PublicUpdatesChannelId = Channel(before.PublicUpdatesChannel, after.PublicUpdatesChannel),
        PreferredLocale = after.PreferredLocale != before.PreferredLocale ? after.PreferredLocale : null,
    };

    private static Optional<Id<Channel>?> Channel(Id<Channel>? before, Id<Channel>? after) =>
        after is { } wanted && wanted != before ? new(wanted.IsNone ? null : wanted) : default;

    private static IEnumerable<string> Parts(GuildChange change)
    {
        var (before, after) = (change.Before, change.After);
        return new (object? Before, object? After, string Words)[]
        {
            (before.Name, after.Name, $"renamed to {Mention.Plain(after.Name ?? "")}"),
            (before.VerificationLevel, after.VerificationLevel, "another verification level"),
            (before.DefaultMessageNotifications, after.DefaultMessageNotifications, "other default notifications"),
            (before.ExplicitContentFilter, after.ExplicitContentFilter, "another media filter"),
            (before.AfkChannel, after.AfkChannel, $"idle people go to {InWords(after.AfkChannel)}"),
            (before.AfkTimeoutSeconds, after.AfkTimeoutSeconds, $"idle after {after.AfkTimeoutSeconds} s"),
            (before.SystemChannel, after.SystemChannel, $"welcomes in {InWords(after.SystemChannel)}"),
            (before.RulesChannel, after.RulesChannel, $"rules in {InWords(after.RulesChannel)}"),
            (before.PublicUpdatesChannel, after.PublicUpdatesChannel, $"Discord's notices in {InWords(after.PublicUpdatesChannel)}"),
            (before.PreferredLocale, after.PreferredLocale, $"language {after.PreferredLocale}"),
        }.Where(p => p.After is not null && !p.After.Equals(p.Before)).Select(p => p.Words);
    }

    private static string InWords(Id<Channel>? channel) => channel is { IsNone: false } some ? Mention.Channel(some) : "no channel";

    private static GuildState Resolve(GuildState state, IdMap ids) => state with
    {
        AfkChannel = ids.Of(state.AfkChannel),
        SystemChannel = ids.Of(state.SystemChannel),
        RulesChannel = ids.Of(state.RulesChannel),
        PublicUpdatesChannel = ids.Of(state.PublicUpdatesChannel),
    };
}
