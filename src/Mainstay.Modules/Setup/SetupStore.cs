using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Setup;

/// <summary>What a server was set up with, and which of its objects stand for the template's.</summary>
internal sealed record SetupBook(SetupRecord? Template, IReadOnlyDictionary<long, Id<Role>> Roles, IReadOnlyDictionary<long, Id<Channel>> Channels);

/// <summary>The template that was applied.</summary>
internal sealed record SetupRecord(string Name, string? Body, long Granted, long AppliedBy, long AppliedAt);

internal sealed class SetupStore(IDatabase database)
{
    public Task<SetupBook> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var template = await unit.FirstAsync<SetupRecord>(
                "SELECT name, body, granted, applied_by, applied_at FROM setup_template WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
            var objects = await unit.QueryAsync<ObjectRow>("SELECT number, role_id, channel_id FROM setup_object WHERE guild_id = @guild ORDER BY number", new { guild }).ConfigureAwait(false);
            return new SetupBook(
                template,
                objects.Where(o => o.RoleId is not null).ToDictionary(o => o.Number, o => new Id<Role>((ulong)o.RoleId!.Value)),
                objects.Where(o => o.ChannelId is not null).ToDictionary(o => o.Number, o => new Id<Channel>((ulong)o.ChannelId!.Value)));
        },
        cancellationToken);

    /// <summary>The highest number that a job ever had: those that were removed keep theirs.</summary>
    public Task<long> LastJobAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COALESCE(MAX(job_id), 0) FROM job WHERE guild_id = @guild", new { guild }), cancellationToken);

    private sealed record ObjectRow(long Number, long? RoleId, long? ChannelId);
}
