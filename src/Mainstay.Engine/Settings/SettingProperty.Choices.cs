using System.Collections;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Settings;

/// <summary>What is offered to somebody who is typing a value.</summary>
internal sealed partial class SettingProperty
{
    /// <summary>Values to pick from; of a list, entries to add and to remove. Numbers, texts and people are for the person to write.</summary>
    public IEnumerable<Choice> Offer(GuildImage? image, object standing, string typed)
    {
        var sought = typed.TrimStart('+', '-', '@', '#', '<', '&');
        var offered = _type == typeof(bool) ? [new Choice("yes", "yes"), new Choice("no", "no")]
            : _type.IsEnum ? Enum.GetNames(_type).Select(n => SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(n)).Select(n => new Choice(n, n))
            : Objects(image, standing);
        return (_mayBeNothing ? offered.Append(new Choice("none", Nothing[0])) : offered).Where(c => c.Name.Contains(sought, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<Choice> Objects(GuildImage? image, object standing)
    {
        var kept = _isList ? ((IEnumerable)_property.GetValue(standing)!).Cast<object>().ToHashSet() : [];
        IEnumerable<(object Id, string Name, string Mention)> all = image is null ? []
            : _type == typeof(Id<Role>) ? image.Roles.Where(r => r.Id.Value != image.Id.Value).OrderByDescending(r => r.Position).Select(r => ((object)r.Id, $"@{r.Name}", Mention.Role(r.Id)))
            : _type == typeof(Id<Channel>) ? image.Channels.Where(c => c.Name is not null).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => ((object)c.Id, $"#{c.Name}", Mention.Channel(c.Id)))
            : [];
        return all.Select(o => !_isList ? new Choice(Clip.To(o.Name, Limits.CommandChoiceName), o.Mention)
            : kept.Contains(o.Id) ? new Choice(Clip.To($"remove {o.Name}", Limits.CommandChoiceName), $"-{o.Mention}")
            : new Choice(Clip.To($"add {o.Name}", Limits.CommandChoiceName), $"+{o.Mention}"));
    }
}
