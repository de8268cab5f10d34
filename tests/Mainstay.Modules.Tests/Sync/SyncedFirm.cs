using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Hosting;
using Mainstay.Engine.Image;
using Mainstay.Modules.Tests.Hosted;
using Mainstay.Sandbox;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mainstay.Modules.Tests.Sync;

/// <summary>The law firm with Mainstay in it, which lists members by pages over REST and loses patience with Discord soon.</summary>
internal static class SyncedFirm
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HostedMainstay> StartAsync(bool pages = true, Action<IServiceCollection>? more = null) => await HostedMainstay.StartAsync(
        services =>
        {
            services.AddMainstayModules();
            services.Replace(ServiceDescriptor.Singleton(new GuildImageOptions { FlushEvery = TimeSpan.FromMilliseconds(50), ListByPages = pages, ProveByItself = false }));
            more?.Invoke(services);
        },
        HostedSandbox.ForTests with { Scenario = "law-firm" },
        await OnPostgresAttribute.DatabaseAsync(),
        Token);

    /// <summary>A REST client that asks twice at most, and waits two seconds for each answer.</summary>
    public static void Impatient(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(provider => new DiscordRest(
        new BotToken(SandboxOptions.DefaultToken),
        new DiscordRestOptions { BaseAddress = provider.GetRequiredService<BotOptions>().Api!, Timeout = TimeSpan.FromSeconds(2), LongestWait = TimeSpan.FromSeconds(1), MostAttempts = 2, Seed = 1 },
        provider.GetRequiredService<TimeProvider>())));

    /// <summary>How many members the server has, as Discord told.</summary>
    public static async Task<int> CountAsync(this HostedMainstay firm) => (await firm.Get<ISyncRuns>().HealthAsync(firm.Guild(), Token)).Present.ShouldNotBeNull();

    /// <summary>Waits until the picture, which follows Discord by the gateway, shows something.</summary>
    public static Task ShowsAsync(this HostedMainstay firm, Func<GuildImage, bool> what) =>
        Wait.UntilAsync(() => firm.Get<IGuilds>().TrySnapshot(firm.Guild(), out var image) && what(image));

    /// <summary>What Mainstay holds to be there and to be gone, in memory and in the database.</summary>
    public static async Task<Belief> BeliefAsync(this HostedMainstay firm)
    {
        var guild = firm.Guild();
        firm.Get<IGuilds>().TrySnapshot(guild, out var image).ShouldBeTrue();
        return await firm.Get<IDatabase>().ReadAsync(
            async unit => new Belief(
                string.Join('\n', image.Members.AsEnumerable().Select(m => $"{m.Id} {string.Join(' ', m.Roles.ToArray())}")),
                string.Join(' ', image.Roles.Select(r => r.Id).Order()),
                string.Join(' ', image.Channels.Select(c => c.Id).Order()),
                await unit.ScalarAsync<long>("SELECT COUNT(*) FROM member WHERE guild_id = @guild AND left_at IS NULL", new { guild }),
                await unit.ScalarAsync<long>("SELECT COUNT(*) FROM member WHERE guild_id = @guild AND left_at IS NOT NULL", new { guild }),
                await unit.ScalarAsync<long>("SELECT COUNT(*) FROM role WHERE guild_id = @guild AND deleted_at IS NOT NULL", new { guild }),
                await unit.ScalarAsync<long>("SELECT COUNT(*) FROM channel WHERE guild_id = @guild AND deleted_at IS NOT NULL", new { guild }),
                await unit.ScalarAsync<long>("SELECT COUNT(*) FROM role_history WHERE guild_id = @guild", new { guild })),
            Token);
    }
}

/// <summary>Who and what is there and gone.</summary>
internal sealed record Belief(string Members, string Roles, string Channels, long Present, long Left, long RolesGone, long ChannelsGone, long RoleHistory);
