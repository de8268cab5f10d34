using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mainstay.EndToEnd.Story;

/// <summary>The console page as a person uses it: with the keyboard, the mouse, and eyes. Every wait is for something to be seen.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const float Patience = 60_000;

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ConsolePage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add(message.Text);
            }
        };
    }

    public static bool CanOpen => File.Exists(Chromium);

    public IPage Page { get; }

    /// <summary>What the page itself complained about.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The last message of the channel.</summary>
    public ILocator Last => Page.Locator("#messages .message").Last;

    private ILocator Composer => Page.Locator("#composer-input");

    public static async Task<ConsolePage> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Arguments });
        var console = new ConsolePage(playwright, browser, await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } }));
        await console.Page.GotoAsync(address.ToString());
        await console.Page.Locator("#bot-status.on").WaitForAsync();
        await console.Page.Locator("#member-list .member").First.WaitForAsync();
        return console;
    }

    /// <summary>Types the beginning of a command, and waits until the list offers it.</summary>
    public async Task BeginAsync(string typed, string offered)
    {
        await Composer.ClickAsync();
        await Composer.PressSequentiallyAsync(typed);
        await Page.Locator("#complete-list li", new PageLocatorOptions { HasText = offered }).First.WaitForAsync();
    }

    /// <summary>Takes the first offer, and sends.</summary>
    public async Task CompleteAndSendAsync(string completed)
    {
        await Composer.PressAsync("Tab");
        await Assertions.Expect(Composer).ToHaveValueAsync(new Regex($"^{Regex.Escape(completed)}"));
        await Composer.PressAsync("Enter");
        await Assertions.Expect(Composer).ToHaveValueAsync("");
    }

    public ILocator Button(string label) => Last.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = label });

    public Task SeesAsync(string text) => Last.GetByText(text).First.WaitForAsync();

    public async Task BecomeAsync(string name)
    {
        await Page.Locator("#who").ClickAsync();
        await Page.Locator(".choice-filter").FillAsync(name);
        await Page.Locator(".choice-item", new PageLocatorOptions { HasText = name }).First.ClickAsync();
        await Assertions.Expect(Page.Locator("#who-name")).ToContainTextAsync(name);
        await Page.Locator("#member-list .member").First.WaitForAsync();
    }

    /// <summary>How many members hold each role, as the roles tab says.</summary>
    public async Task<IReadOnlyList<string>> RolesAsync()
    {
        await ShowAsync("roles");
        await Page.Locator(".role-row").First.WaitForAsync();
        return await Page.Locator(".role-row").AllTextContentsAsync();
    }

    /// <summary>Waits until the roles tab says the same as before, or something else. It counts anew a moment after members change.</summary>
    public async Task SeesRolesAsync(IReadOnlyList<string> before, bool same)
    {
        await ShowAsync("roles");
        var roles = Assertions.Expect(Page.Locator(".role-row"));
        await (same ? roles : roles.Not).ToHaveTextAsync(before, new LocatorAssertionsToHaveTextOptions { Timeout = Patience });
    }

    /// <summary>Finds somebody in the members tab, and reads which roles their card shows.</summary>
    public async Task<IReadOnlyList<string>> RolesOfAsync(string username)
    {
        await ShowAsync("members");
        await Page.Locator(".member-search").FillAsync(username);
        await Assertions.Expect(Page.Locator("#member-filter")).ToHaveTextAsync("1 member");
        await Page.Locator("#member-list .member", new PageLocatorOptions { HasText = username }).ClickAsync();
        var card = Page.Locator("dialog .card");
        await card.WaitForAsync();
        var roles = await card.Locator(".chip.flat").AllInnerTextsAsync();
        return [.. roles.Select(r => r.Replace("✕", "", StringComparison.Ordinal).Trim())];
    }

    public async Task CloseCardAsync()
    {
        await Page.Keyboard.PressAsync("Escape");
        await Page.Locator("dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await Page.Locator(".member-search").FillAsync("");
    }

    /// <summary>Opens a tab of the side panel. Pressing an open one would close it.</summary>
    public async Task ShowAsync(string tab)
    {
        if (await Page.Locator($"#tab-{tab}").GetAttributeAsync("aria-pressed") != "true")
        {
            await Page.Locator($"#tab-{tab}").ClickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
