using Mainstay.Discord;
using Mainstay.Sdk.Data;

namespace Mainstay.Modules.Setup;

/// <summary>What a server was set up with, and which of its objects stand for the template's.</summary>
internal sealed record SetupBook(SetupRecord? Template, IReadOnlyDictionary<long, Id<Role>> Roles, IReadOnlyDictionary<long, Id<Channel>> Channels)
{
    /// <summary>What a run that was stopped or taken back left of another template: it stands for nothing in this one.</summary>
    public IReadOnlyDictionary<long, SetupObject> Left { get; init; } = new Dictionary<long, SetupObject>();

    /// <summary>Every row as it is recorded.</summary>
    public IEnumerable<SetupObject> All =>
    [
        .. Roles.Select(r => new SetupObject(r.Key, (long)r.Value.Value, null, Template?.Edition ?? 0)),
        .. Channels.Select(c => new SetupObject(c.Key, null, (long)c.Value.Value, Template?.Edition ?? 0)),
        .. Left.Values,
    ];
}

/// <summary>The template that was applied. Only what is recorded with the same edition is its.</summary>
internal sealed record SetupRecord(string Name, string? Body, long Granted, long AppliedBy, long AppliedAt, long Edition = 0);

/// <summary>Which role or channel stands for which of a template.</summary>
internal sealed record SetupObject(long Number, long? RoleId, long? ChannelId, long Edition);

internal sealed class SetupStore(IDatabase database)
{
    public Task<SetupBook> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var template = await unit.FirstAsync<SetupRecord>(
                "SELECT name, body, granted, applied_by, applied_at, edition FROM setup_template WHERE guild_id = @guild", new { guild }).ConfigureAwait(false);
            var objects = await unit.QueryAsync<SetupObject>("SELECT number, role_id, channel_id, edition FROM setup_object WHERE guild_id = @guild ORDER BY number", new { guild }).ConfigureAwait(false);
            var own = objects.Where(o => o.Edition == template?.Edition).ToArray();
            return new SetupBook(
                template,
                own.Where(o => o.RoleId is not null).ToDictionary(o => o.Number, o => new Id<Role>((ulong)o.RoleId!.Value)),
                own.Where(o => o.ChannelId is not null).ToDictionary(o => o.Number, o => new Id<Channel>((ulong)o.ChannelId!.Value)))
            {
                Left = objects.Except(own).ToDictionary(o => o.Number),
            };
        },
        cancellationToken);

    /// <summary>The highest number that a job ever had: those that were removed keep theirs.</summary>
    public Task<long> LastJobAsync(Id<Guild> guild, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => unit.ScalarAsync<long>("SELECT COALESCE(MAX(job_id), 0) FROM job WHERE guild_id = @guild", new { guild }), cancellationToken);
}
