using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>The firm's channels. The partners' own category is closed to the bot as well: hidden channels are part of real life.</summary>
internal sealed class LawFirmChannels
{
    private readonly Dictionary<string, WorldChannel> _byName = new(StringComparer.Ordinal);
    private readonly WorldGuild _guild;
    private DateTimeOffset _made = LawFirmScenario.Founded.AddHours(4);

    private LawFirmChannels(WorldGuild guild) => _guild = guild;

    public WorldChannel this[string name] => _byName[name];

    public static LawFirmChannels Add(WorldGuild guild, LawFirmRoles roles)
    {
        var channels = new LawFirmChannels(guild);
        var everyone = guild.EveryoneId;
        var staff = LawFirmRoles.Ranks.Select(rank => roles.Of(rank).Id).ToArray();
        var partners = LawFirmRoles.Ranks.Where(rank => rank.Level >= 4).Select(rank => roles.Of(rank).Id).ToArray();
        var senior = LawFirmRoles.Ranks.Where(rank => rank.Level >= 5).Select(rank => roles.Of(rank).Id).ToArray();
        const Permissions Look = Permissions.ViewChannel;
        const Permissions Write = Permissions.SendMessages | Permissions.AddReactions;

        channels.Category("Front desk", [Deny(everyone, Permissions.SendMessages), .. partners.Select(id => Allow(id, Permissions.SendMessages))],
            ("welcome", "Start here. Consultations are free for members."), ("rules", "Read before you write."), ("announcements", "News of the firm."), ("open-positions", "We are hiring: /apply"));
        channels.Category("Lobby", [],
            ("general", "Talk about anything that is not a case."), ("introductions", "Who are you?"), ("bot-commands", "Slash commands go here."), ("media", null));
        channels.Category("Legal help", [Allow(roles["Client"].Id, Permissions.AttachFiles | Permissions.EmbedLinks)],
            ("ask-a-lawyer", "One question per message. An associate answers within a day."), ("reviews", "How did we do?"));
        channels.Category("Active cases", [Deny(everyone, Look), .. partners.Select(id => Allow(id, Look))],
            ("case-2025-0131-harbor", "Harbor v. Tide Logistics: contract. Lead: Senior Associate."), ("case-2025-0138-owl", "Defamation, urgent."), ("case-2025-0142-maple", "Estate, waiting for documents."));
        channels.Category("Staff", [Deny(everyone, Look), .. staff.Select(id => Allow(id, Look | Write))],
            ("staff-announcements", "Partners write, everyone reads."), ("staff-chat", "Coffee is on the second floor."), ("staff-commands", "Hire, promote, repair: commands that change things go here."),
            ("hiring", "Applications and interviews."), ("case-review", "New cases wait here for a lawyer."));
        channels.Category("Partners only", [Deny(everyone, Look), .. senior.Select(id => Allow(id, Look | Write))],
            ("partners-lounge", "What is said here stays here."), ("finances", "Retainers and fees."));
        channels.Category("Archive", [Deny(everyone, Look | Permissions.SendMessages), .. partners.Select(id => Allow(id, Look))],
            ("case-2024-0077-quill", "Closed: settlement."), ("case-2024-0093-ember", "Closed: won."));
        channels.Voice("Courtrooms", [], "Waiting room", "Courtroom A", "Consultation 1", "Consultation 2");

        guild.Settings = guild.Settings with { SystemChannelId = channels["general"].Id, RulesChannelId = channels["rules"].Id };
        return channels;
    }

    private void Category(string name, IReadOnlyList<Overwrite> overwrites, params ReadOnlySpan<(string Name, string? Topic)> inside)
    {
        var category = _guild.AddChannel(ChannelType.GuildCategory, name, overwrites: overwrites, created: _made = _made.AddHours(1));
        foreach (var (channel, topic) in inside)
        {
            _byName.Add(channel, _guild.AddChannel(ChannelType.GuildText, channel, category, topic: topic, created: _made = _made.AddMinutes(5)));
        }
    }

    private void Voice(string name, IReadOnlyList<Overwrite> overwrites, params ReadOnlySpan<string> inside)
    {
        var category = _guild.AddChannel(ChannelType.GuildCategory, name, overwrites: overwrites, created: _made = _made.AddHours(1));
        foreach (var channel in inside)
        {
            _guild.AddChannel(ChannelType.GuildVoice, channel, category, created: _made = _made.AddMinutes(5));
        }
    }

    private static Overwrite Allow(Id<Role> role, Permissions allow) => Of(role, allow, Permissions.None);

    private static Overwrite Deny(Id<Role> role, Permissions deny) => Of(role, Permissions.None, deny);

    private static Overwrite Of(Id<Role> role, Permissions allow, Permissions deny) =>
        new() { Id = role.Cast<Overwrite>(), Type = OverwriteType.Role, Allow = allow, Deny = deny };
}
