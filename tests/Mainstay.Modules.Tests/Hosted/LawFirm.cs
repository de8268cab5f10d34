using Mainstay.Discord;
using Mainstay.Modules.Staff;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules.Tests.Hosted;

/// <summary>The law firm with its own staff records imported, and Mainstay in it.</summary>
internal static class LawFirm
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HostedMainstay> StartAsync()
    {
        var hosted = await HostedMainstay.StartAsync(
            s => s.AddMainstayModules(), HostedSandbox.ForTests with { Scenario = "law-firm" }, await OnPostgresAttribute.DatabaseAsync(), Token);
        await ImportAsync(hosted);
        return hosted;
    }

    public static Id<Guild> Guild(this HostedMainstay hosted) => hosted.Sandbox.Roster!.Guild;

    public static T Get<T>(this HostedMainstay hosted)
        where T : notnull => hosted.Services.GetRequiredService<T>();

    /// <summary>Everybody's roles as Mainstay sees them.</summary>
    public static SortedDictionary<Id<User>, string> Roles(this HostedMainstay hosted)
    {
        hosted.Get<IGuilds>().TrySnapshot(hosted.Guild(), out var image).ShouldBeTrue();
        var roles = new SortedDictionary<Id<User>, string>();
        foreach (var member in image.Members)
        {
            roles[member.Id] = string.Join(',', member.Roles.ToArray());
        }

        return roles;
    }

    public static async Task ImportAsync(HostedMainstay hosted)
    {
        var roster = hosted.Sandbox.Roster!;
        var ranks = roster.Ranks.ToDictionary(r => r.Name, r => r.Role);
        await StaffImport.RunAsync(
            hosted.Get<IDatabase>(),
            roster.Guild,
            [.. roster.Ranks.Select(r => new ImportedRank(r.Role, r.Name, r.Level, r.Limit))],
            [.. roster.Staff.Select(s => new ImportedStaff(s.User, ranks[s.Rank], s.HiredAt, s.HiredBy ?? default))],
            DateTimeOffset.UnixEpoch,
            Token);
    }
}
