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
    /// Adds <see cref="IGuilds" />, <see cref="IMemberSync" /> and <see cref="GuildImageRuntime" />, over an <see cref="IGuildMirror" /> that the store adds.
    /// </summary>
    public static IServiceCollection AddGuildImages(this IServiceCollection services, GuildImageOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options ?? new GuildImageOptions());
        services.AddSingleton<GuildImages>();
        services.AddSingleton<IGuilds>(provider => provider.GetRequiredService<GuildImages>());
        services.AddSingleton<GatewayMemberSource>();
        services.AddSingleton<IMemberSource>(provider => provider.GetRequiredService<GatewayMemberSource>());
        services.AddSingleton<MemberSync>();
        services.AddSingleton<IMemberSync>(provider => provider.GetRequiredService<MemberSync>());
        services.AddSingleton<MirrorFlush>();
        services.AddSingleton(provider => new GuildImageRuntime(
            provider.GetRequiredService<GuildImages>(),
            provider.GetRequiredService<IGuildMirror>(),
            provider.GetRequiredService<GatewayMemberSource>(),
            provider.GetRequiredService<IMemberSync>(),
            provider.GetRequiredService<MirrorFlush>(),
            provider.GetRequiredService<GuildImageOptions>(),
            provider.GetRequiredService<ILogger<GuildImageRuntime>>()));
        return services;
    }
}
