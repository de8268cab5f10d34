using System.Buffers;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>What is done to sessions from outside: by fault plans, the control API and tests.</summary>
internal sealed partial class GatewayHub
{
    /// <summary>Op 7 to everyone: they reconnect and resume.</summary>
    public void AskToReconnect() => ForEachConnection(connection => connection.Send(OutFrame.Reconnect));

    /// <summary>Cuts every connection without a word; sessions wait for their resume.</summary>
    public void CutAll() => ForEachConnection(connection => connection.Cut());

    /// <summary>Closes every connection with a code; sessions wait for their resume.</summary>
    public void CloseAll(int code, string reason) => ForEachConnection(connection => connection.Close(new GatewayClose(code, reason)));

    /// <summary>Op 9 to everyone. If they may not resume, their sessions are gone.</summary>
    public void InvalidateAll(bool mayResume)
    {
        lock (_world.Gate)
        {
            ForEachConnection(connection =>
            {
                if (!mayResume)
                {
                    Forget(connection);
                }

                connection.Send(OutFrame.InvalidSession(mayResume));
            });
        }
    }

    /// <summary>The connection's session is lost; the client has to identify anew, on this connection or another.</summary>
    public void Forget(GatewayConnection connection)
    {
        if (connection.Session is not { } session)
        {
            return;
        }

        lock (_world.Gate)
        {
            session.Detach(connection, Now);
            Remove(session);
        }

        connection.Session = null;
        lock (connection.Machine)
        {
            connection.Machine.Unauthenticated();
        }
    }

    /// <summary>A guild cannot be reached: GUILD_DELETE with <c>unavailable</c>, and no more of its events. Ends by itself after a time, if one is given.</summary>
    public void BeginOutage(Id<Guild> id, TimeSpan? lasts)
    {
        lock (_world.Gate)
        {
            if (_world.Guild(id) is not { IsUnavailable: false } guild)
            {
                return;
            }

            guild.IsUnavailable = true;
            var data = EventBytes.Serialise(new UnavailableGuild { Id = id, Unavailable = true });
            foreach (var session in SessionsIn(guild))
            {
                session.Dispatch("GUILD_DELETE", data);
            }
        }

        if (lasts is { } time)
        {
            _ = EndLater(id, time);
        }
    }

    /// <summary>The guild is back: GUILD_CREATE.</summary>
    public void EndOutage(Id<Guild> id)
    {
        lock (_world.Gate)
        {
            if (_world.Guild(id) is not { IsUnavailable: true } guild)
            {
                return;
            }

            guild.IsUnavailable = false;
            foreach (var session in SessionsIn(guild))
            {
                Introduce(session, guild);
            }
        }
    }

    private IEnumerable<GatewaySession> SessionsIn(WorldGuild guild) =>
        _sessions.Where(session => session.Owns(guild.Id) && session.Has(Intents.Guilds) && guild.Member(session.Bot) is not null);

    private async Task EndLater(Id<Guild> id, TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _time, _stopping);
            EndOutage(id);
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops first.
        }
    }

    private void ForEachConnection(Action<GatewayConnection> act)
    {
        foreach (var session in _sessions)
        {
            if (session.Connection is { } connection)
            {
                act(connection);
            }
        }
    }

    private void Record(ReadOnlySpan<byte> payload)
    {
        if (_recorder is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(new ReadOnlySequence<byte>(payload.ToArray()));
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("op", out var op) && op.TryGetInt32(out var number))
            {
                _recorder.Frame(false, number, null, root.TryGetProperty("d", out var data) ? JsonSerializer.SerializeToUtf8Bytes(data) : "null"u8);
            }
        }
        catch (JsonException)
        {
            // Not a frame; the connection is closed for it.
        }
    }
}
