using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>What Discord fills in where an application says nothing: numbers, defaults, addresses of files that components name.</summary>
internal sealed partial class WorldChannel
{
    private const string AttachmentScheme = "attachment://";

    private Component[] Finish(IReadOnlyList<Component> components, IReadOnlyList<Attachment> attachments) =>
        [.. ComponentIds.Assign(components).Select(component => Finish(component, attachments))];

    private Component Finish(Component component, IReadOnlyList<Attachment> attachments)
    {
        switch (component)
        {
            case ActionRow row:
                return row with { Components = [.. row.Components.Select(child => Finish(child, attachments))] };
            case Container container:
                return container with
                {
                    Components = [.. container.Components.Select(child => Finish(child, attachments))],
                    AccentColor = container.AccentColor.HasValue ? container.AccentColor : new(null),
                    Spoiler = container.Spoiler ?? false,
                };
            case Section section:
                return section with { Accessory = Finish(section.Accessory, attachments) };
            case Separator separator:
                return separator with { Divider = separator.Divider ?? true, Spacing = separator.Spacing ?? SeparatorSpacing.Small };
            case Thumbnail thumbnail:
                return thumbnail with { Media = Finish(thumbnail.Media, attachments), Description = new(thumbnail.Description.OrDefault()), Spoiler = thumbnail.Spoiler ?? false };
            case MediaGallery gallery:
                return gallery with
                {
                    Items = [.. gallery.Items.Select(item => item with { Media = Finish(item.Media, attachments), Description = new(item.Description.OrDefault()), Spoiler = item.Spoiler ?? false })],
                };
            case FileDisplay display:
                var file = Named(display.File.Url, attachments);
                return display with { File = Finish(display.File, attachments), Spoiler = display.Spoiler ?? false, Name = new(file?.Filename), Size = new(file?.Size) };
            case SelectMenu select:
                return select with { MinValues = select.MinValues ?? 1, MaxValues = select.MaxValues ?? 1 };
            default:
                return component;
        }
    }

    private UnfurledMedia Finish(UnfurledMedia media, IReadOnlyList<Attachment> attachments)
    {
        var id = media.Id ?? World.Ids.Next<UnfurledMedia>();
        return Named(media.Url, attachments) is { } file
            ? media with { Id = id, Url = file.Url, ProxyUrl = file.ProxyUrl, ContentType = file.ContentType, AttachmentId = file.Id }
            : media with { Id = id, ProxyUrl = media.ProxyUrl ?? media.Url };
    }

    private static Attachment? Named(string url, IReadOnlyList<Attachment> attachments) =>
        url.StartsWith(AttachmentScheme, StringComparison.Ordinal) ? attachments.FirstOrDefault(a => a.Filename == url[AttachmentScheme.Length..]) : null;
}
