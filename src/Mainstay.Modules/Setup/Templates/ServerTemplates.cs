using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup.Templates;

/// <summary>The templates there are, and those that people hand in.</summary>
internal static class ServerTemplates
{
    public const string OfFile = "file";

    /// <summary>Larger than any template that Discord makes of 250 roles and 500 channels.</summary>
    public const int MostBytes = 1024 * 1024;

    public static readonly IReadOnlyList<ServerTemplate> BuiltIn = [LawFirmTemplate.Make(), OpenSourceTemplate.Make()];

    /// <summary>The template of that name; one of a file is in <paramref name="body" />.</summary>
    public static Outcome<ServerTemplate> Find(string name, string? body)
    {
        if (name != OfFile)
        {
            return BuiltIn.FirstOrDefault(t => t.Name == name) is { } template
                ? template
                : new Failure("setup.template", "There is no template of that name. Pick one from the list, or attach a template file.");
        }

        try
        {
            var guild = GuildTemplateFile.Read(body ?? "");
            return Complaint(guild) is { } complaint
                ? new Failure("setup.file", $"This template cannot be used: {complaint}.")
                : new ServerTemplate { Name = OfFile, Title = $"Template “{Mention.Plain(guild.Name)}”", Guild = Apart(Clean(guild)) };
        }
        catch (FormatException failure)
        {
            return new Failure("setup.file", failure.Message);
        }
    }

    private static readonly ChannelType[] Kinds =
    [
        ChannelType.GuildText, ChannelType.GuildVoice, ChannelType.GuildCategory, ChannelType.GuildAnnouncement, ChannelType.GuildStageVoice, ChannelType.GuildForum, ChannelType.GuildMedia,
    ];

    private static string? Complaint(GuildTemplateFile guild)
    {
        var roles = guild.Roles.Select(r => r.Id).ToArray();
        var channels = guild.Channels.Select(c => c.Id).ToArray();
        return roles.Distinct().Count() != roles.Length ? "two of its roles have the same id"
            : channels.Distinct().Count() != channels.Length ? "two of its channels have the same id"
            : roles.Length > Limits.RolesPerGuild ? $"it has {roles.Length} roles, and a server holds {Limits.RolesPerGuild}"
            : channels.Length > Limits.ChannelsPerGuild ? $"it has {channels.Length} channels, and a server holds {Limits.ChannelsPerGuild}"
            : guild.Roles.FirstOrDefault(r => r.Color is < 0 or > 0xFFFFFF) is { } coloured ? $"the role {Mention.Plain(coloured.Name)} has a colour that does not exist"
            : guild.Channels.FirstOrDefault(c => !Kinds.Contains(c.Type)) is { } strange ? $"the channel {Mention.Plain(strange.Name)} is of a kind that a template cannot have"
            : guild.Channels.FirstOrDefault(c => PlainText.Line(c.Name).Length > 0 && ChannelNames.AsWritten(c.Type, PlainText.Line(c.Name)).Length == 0) is { } unnamed ? $"of the name {Mention.Plain(unnamed.Name)} of a channel nothing is left when Discord takes the punctuation out"
            : guild.Channels.FirstOrDefault(c => c.UserLimit is < 0 or > 99) is { } crowded ? $"the channel {Mention.Plain(crowded.Name)} has a limit of people outside 0 to 99"
            : guild.Channels.FirstOrDefault(c => c.Overwrites.DistinctBy(o => o.Role).Count() != c.Overwrites.Count) is { } twice ? $"the channel {Mention.Plain(twice.Name)} has two rules for one role"
            : guild.Channels.SelectMany(c => c.Overwrites).Any(o => !roles.Contains(o.Role) && o.Role != 0) ? "a channel has rules for a role that the template does not have"
            : guild.Channels.Any(c => c.Parent is { } parent && guild.Channels.All(o => o.Id != parent || o.Type != ChannelType.GuildCategory)) ? "a channel is in a category that the template does not have"
            : guild.Channels.GroupBy(c => c.Parent).Any(g => g.Key is not null && g.Count() > Limits.ChannelsPerCategory) ? $"a category has more than {Limits.ChannelsPerCategory} channels"
            : null;
    }

    /// <summary>Names and topics as people can read them, within Discord's lengths.</summary>
    private static GuildTemplateFile Clean(GuildTemplateFile guild) => guild with
    {
        Roles = [.. guild.Roles.Select(r => r with { Name = Name(r.Name, "role") })],
        Channels = [.. guild.Channels.Select(c => c with { Name = Name(c.Name, "channel"), Topic = c.Topic is { } topic ? Clip.To(topic, Limits.ChannelTopic) : null, SlowMode = Math.Clamp(c.SlowMode, 0, 21_600) })],
    };

    /// <summary>
    /// Discord counts the roles and the channels of a template apart, and what is recorded goes by the number alone: a channel that has a role's gets one that nothing
    /// has. All others keep theirs, which records may go by already.
    /// </summary>
    private static GuildTemplateFile Apart(GuildTemplateFile guild)
    {
        var roles = guild.Roles.Select(r => r.Id).Append(0).ToHashSet();
        var taken = roles.Concat(guild.Channels.Select(c => c.Id)).ToHashSet();
        var free = 1_000L;
        var numbers = new Dictionary<long, long>();
        foreach (var channel in guild.Channels.Select(c => c.Id).Where(roles.Contains).Order())
        {
            while (!taken.Add(free))
            {
                free++;
            }

            numbers[channel] = free;
        }

        return numbers.Count == 0 ? guild : guild with
        {
            AfkChannel = Number(guild.AfkChannel),
            SystemChannel = Number(guild.SystemChannel),
            Channels = [.. guild.Channels.Select(c => c with { Id = Number(c.Id)!.Value, Parent = Number(c.Parent) })],
        };

        long? Number(long? channel) => channel is { } number ? numbers.GetValueOrDefault(number, number) : null;
    }

    private static string Name(string name, string otherwise) => PlainText.Line(name) is { Length: > 0 } clean ? Clip.To(clean, Limits.ChannelName) : otherwise;
}
