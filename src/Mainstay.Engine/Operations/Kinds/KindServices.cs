using Mainstay.Engine.Attribution;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Operations.Kinds;

/// <summary>All kinds of change. What is not in this list cannot be done.</summary>
internal static class KindServices
{
    public static IServiceCollection AddChangeKinds(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<MemberRolesWire>();
        services.AddSingleton<RoleAttribution>();
        services.AddSingleton<IMemberRoles>(provider => new AttributedMemberRoles(provider.GetRequiredService<MemberRolesWire>(), provider.GetRequiredService<RoleAttribution>()));
        services.AddSingleton<ChangeKind, MemberRolesKind>();
        services.AddSingleton<ChangeKind, MemberKind>();
        services.AddSingleton<ChangeKind, KickKind>();
        services.AddSingleton<ChangeKind, BansKind>();
        services.AddSingleton<ChangeKind, RoleKind>();
        services.AddSingleton<ChangeKind, RoleOrderKind>();
        services.AddSingleton<ChangeKind, ChannelKind>();
        services.AddSingleton<ChangeKind, ChannelOrderKind>();
        services.AddSingleton<ChangeKind, GuildKind>();
        services.AddSingleton<ChangeKind, MessageKind>();
        services.AddSingleton<RowKind>();
        services.AddSingleton<ChangeKind>(provider => provider.GetRequiredService<RowKind>());
        services.AddSingleton<ChangeKind, SettingsKind>();
        services.AddSingleton(provider => new Lazy<IGuildTables>(provider.GetRequiredService<IGuildTables>));
        services.AddSingleton<ChangeKind, TablesKind>();
        services.AddSingleton<ChangeKinds>();
        return services;
    }
}
