using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>
/// Op 8. Chunks are made one after another from the world as it is at that moment, and sent a step later: members come, change and go in between,
/// so a chunk may be overtaken by the event that outdates it.
/// </summary>
internal sealed partial class GatewayHub
{
    private readonly Dictionary<(Id<User> Bot, Id<Guild> Guild), long> _listAllowedAt = [];

    private void RequestMembers(GatewaySession session, JsonElement data)
    {
        if (MemberRequest.Read(data) is not { } request)
        {
            session.Connection?.Close(GatewayClose.DecodeError);
            return;
        }

        ulong[] found;
        IReadOnlyList<ulong> missing;
        lock (_world.Gate)
        {
            if (_world.Guild(request.Guild) is not { IsUnavailable: false } guild || guild.Member(session.Bot) is null || !session.Owns(guild.Id)
                || (request.IsEveryone && !session.Has(Intents.GuildMembers)))
            {
                return;
            }

            if (request.IsEveryone && IsTooSoon(session, request))
            {
                return;
            }

            (found, missing) = Find(guild, request);
        }

        _ = SendChunks(session, request with { Presences = request.Presences && session.Has(Intents.GuildPresences) }, found, missing);
    }

    private bool IsTooSoon(GatewaySession session, MemberRequest request)
    {
        var now = Now;
        var key = (session.Bot, request.Guild);
        if (_listAllowedAt.TryGetValue(key, out var allowedAt) && now < allowedAt)
        {
            var meta = new Dictionary<string, string?> { ["guild_id"] = request.Guild.ToString(), ["nonce"] = request.Nonce };
            session.Dispatch("RATE_LIMITED", JsonSerializer.SerializeToUtf8Bytes(new
            {
                opcode = (int)GatewayOp.RequestGuildMembers,
                retry_after = Math.Round((allowedAt - now) / (double)TimeSpan.TicksPerSecond, 3),
                meta = meta.Where(pair => pair.Value is not null).ToDictionary(),
            }));
            return true;
        }

        _listAllowedAt[key] = now + _options.MemberListWindow.Ticks;
        return false;
    }

    private static (ulong[] Found, IReadOnlyList<ulong> Missing) Find(WorldGuild guild, MemberRequest request)
    {
        if (request.Users is { } users)
        {
            return ([.. users.Where(guild.Members.Contains)], [.. users.Where(id => !guild.Members.Contains(id))]);
        }

        if (request.IsEveryone)
        {
            return ([.. guild.Members.All().Select(member => member.Id.Value)], []);
        }

        var most = request.Limit is > 0 and <= MemberRequest.MaxNamed ? request.Limit : MemberRequest.MaxNamed;
        return ([.. guild.Members.All().Where(member => Begins(member, request.Query)).Take(most).Select(member => member.Id.Value)], []);
    }

    private static bool Begins(WorldMember member, string query) =>
        member.User.Username.StartsWith(query, true, CultureInfo.InvariantCulture)
        || member.User.GlobalName?.StartsWith(query, true, CultureInfo.InvariantCulture) == true
        || member.Nick?.StartsWith(query, true, CultureInfo.InvariantCulture) == true;

    private async Task SendChunks(GatewaySession session, MemberRequest request, ulong[] ids, IReadOnlyList<ulong> missing)
    {
        var count = Math.Max(1, (ids.Length + _options.ChunkSize - 1) / _options.ChunkSize);
        try
        {
            for (var index = 0; index < count; index++)
            {
                var chunk = Make(request, ids.AsSpan(index * _options.ChunkSize, Math.Min(_options.ChunkSize, ids.Length - (index * _options.ChunkSize))), index, count, missing);
                if (chunk is null)
                {
                    return;
                }

                await Pause(session);
                lock (_world.Gate)
                {
                    session.Dispatch("GUILD_MEMBERS_CHUNK", chunk);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    // Lets the socket take what was sent, and everyone else have their turn. A session without a connection collects its chunks for the resume.
    private async Task Pause(GatewaySession session)
    {
        if (_options.ChunkInterval > TimeSpan.Zero)
        {
            await Task.Delay(_options.ChunkInterval, _time, _stopping);
            return;
        }

        await Task.Yield();
        try
        {
            await (session.Connection?.Written() ?? Task.CompletedTask);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            // The connection ended; the session goes on.
        }
        catch (ObjectDisposedException)
        {
            // The same, a moment later.
        }
    }

    private byte[]? Make(MemberRequest request, ReadOnlySpan<ulong> ids, int index, int count, IReadOnlyList<ulong> missing)
    {
        lock (_world.Gate)
        {
            if (_world.Guild(request.Guild) is not { IsUnavailable: false } guild)
            {
                return null;
            }

            var members = new List<GuildMember>(ids.Length);
            var presences = new List<Presence>();
            foreach (var id in ids)
            {
                if (guild.Members.TryGet(id, out var member))
                {
                    members.Add(member.ToModel());
                    if (request.Presences && guild.Presences.TryGetValue(member.Id, out var presence))
                    {
                        presences.Add(presence);
                    }
                }
            }

            return EventBytes.Serialise(new GuildMembersChunkEvent
            {
                GuildId = request.Guild,
                Members = members,
                ChunkIndex = index,
                ChunkCount = count,
                NotFound = missing.Count > 0 && index == 0 ? [.. missing.Select(id => new Id<User>(id))] : null,
                Presences = request.Presences ? presences : null,
                Nonce = request.Nonce,
            });
        }
    }
}
