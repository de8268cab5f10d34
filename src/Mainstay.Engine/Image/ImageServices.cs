using Mainstay.Engine.Sync;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Image;

/// <summary>What the guild images add to a program.</summary>
public static class ImageServices
{
    /// <summary>
    /// Adds <see cref="IGuilds" />, <see cref="IMemberSync" />, <see cref="ISyncRuns" />, <see cref="IRoleHistory" /> and <see cref="GuildImageRuntime" />, over an <see cref="IGuildMirror" /> that the store adds.
    /// </summary>
    public static IServiceCollection AddGuildImages(this IServiceCollection services, GuildImageOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options ?? new GuildImageOptions());
        services.AddSingleton(provider => new GuildImages(provider.GetRequiredService<TimeProvider>())
        {
            MostWithTexts = provider.GetRequiredService<GuildImageOptions>().MostWithTexts,
        });
        services.AddSingleton<IGuilds>(provider => provider.GetRequiredService<GuildImages>());
        services.AddSingleton<GatewayMemberSource>();
        services.AddSingleton<RestMemberSource>();
        services.AddSingleton<IMemberSource, MemberSources>();
        services.AddSingleton<MirrorLedger>();
        services.AddSingleton<MemberLister>();
        services.AddSingleton<Dormancy>();
        services.AddSingleton<SyncRunStore>();
        services.AddSingleton<SyncPhases>();
        services.AddSingleton<SyncReports>();
        services.AddSingleton(provider => new Lazy<SyncReports>(provider.GetRequiredService<SyncReports>));
        services.AddSingleton<SyncRunner>();
        services.AddSingleton<IMemberSync>(provider => provider.GetRequiredService<SyncRunner>());
        services.AddSingleton<IRoleHistory>(provider => provider.GetRequiredService<SyncRunner>());
        services.AddSingleton<ISyncRuns, SyncDesk>();
        services.AddSingleton<SyncRecovery>();
        services.AddSingleton<SeenBook>();
        services.AddSingleton<MirrorFlush>();
        services.AddSingleton(provider => new GuildImageRuntime(
            provider.GetRequiredService<GuildImages>(),
            provider.GetRequiredService<IGuildMirror>(),
            provider.GetRequiredService<GatewayMemberSource>(),
            provider.GetRequiredService<SyncRunner>(),
            provider.GetRequiredService<SyncRecovery>(),
            provider.GetRequiredService<SeenBook>(),
            provider.GetRequiredService<MirrorFlush>(),
            provider.GetRequiredService<GuildImageOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GuildImageRuntime>>()));
        return services;
    }
}
