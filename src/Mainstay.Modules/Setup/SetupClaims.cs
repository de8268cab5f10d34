using System.Globalization;
using Mainstay.Discord;
using Mainstay.Modules.Setup.Templates;
using Mainstay.Sdk;

namespace Mainstay.Modules.Setup;

/// <summary>
/// What the template that was applied says about roles and channels: those that stand for one of it are to be there and to look so. What the server had beside it, and
/// overwrites that the template does not speak of, are the server's own.
/// </summary>
internal sealed class SetupClaims(SetupStore store, IGuilds guilds) : IClaimSource
{
    public const string Source = "setup";

    public string Name => Source;

    public async Task<ClaimSet> ReadAsync(Id<Guild> guild, CancellationToken cancellationToken)
    {
        var book = await store.ReadAsync(guild, cancellationToken).ConfigureAwait(false);
        var set = new ClaimSet { Source = Source, Title = "the server's template", Roles = [], Claims = [] };
        if (book.Template is not { } applied || !guilds.TrySnapshot(guild, out var image) || !ServerTemplates.Find(applied.Name, applied.Body).Try(out var template, out _))
        {
            return set;
        }

        var shape = new SetupShape(
            image,
            (Permissions)unchecked((ulong)applied.Granted),
            number => number == 0 ? guild.Cast<Role>() : book.Roles.GetValueOrDefault(number),
            number => book.Channels.GetValueOrDefault(number));
        var because = template.Name == ServerTemplates.OfFile ? $"the template “{Mention.Plain(template.Guild.Name)}”" : $"the template {template.Title}";
        return set with
        {
            RoleObjects =
            [
                .. template.Guild.Roles.Where(r => book.Roles.ContainsKey(r.Id)).Select(r => new RoleObjectClaim
                {
                    Key = KeyOf(r.Id), Role = book.Roles[r.Id], Wanted = shape.Wanted(r), Recorded = At(guild, r.Id, "role_id"), Because = because,
                }),
            ],
            Channels =
            [
                .. template.Guild.Channels.Where(c => book.Channels.ContainsKey(c.Id)).Select(c => new ChannelClaim
                {
                    Key = KeyOf(c.Id),
                    Channel = book.Channels[c.Id],
                    Wanted = shape.Wanted(c) with { Parent = c.Parent is null && c.Type != ChannelType.GuildCategory ? default(Id<Channel>) : null },
                    ParentKey = c.Parent is { } parent ? KeyOf(parent) : null,
                    Recorded = At(guild, c.Id, "channel_id"),
                    Because = because,
                }),
            ],
        };
    }

    private static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Recorded At(Id<Guild> guild, long number, string column) =>
        new(SetupTables.Object, new Row { ["guild_id"] = (long)guild.Value, ["number"] = number }, column);
}
