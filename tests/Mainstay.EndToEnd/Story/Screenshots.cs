using Mainstay.EndToEnd.Running;
using Microsoft.Playwright;

namespace Mainstay.EndToEnd.Story;

/// <summary>Pictures of a story in order, kept in artifacts/screenshots for somebody to look at.</summary>
internal sealed class Screenshots(IPage page, string story = "")
{
    private readonly string _folder = Path.Combine(Repository.Folder, "artifacts", "screenshots");
    private int _count;

    public Task TakeAsync(string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_folder, story.Length == 0 ? "" : story, $"{++_count:00}-{name}.png") });
}
