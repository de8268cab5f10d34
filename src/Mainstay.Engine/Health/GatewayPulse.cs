using Mainstay.Discord.Gateway;

namespace Mainstay.Engine.Health;

/// <summary>The gateway's client while there is one, for who asks how it is.</summary>
internal sealed class GatewayPulse
{
    private GatewayClient? _client;

    public GatewayClient? Client
    {
        get => Volatile.Read(ref _client);
        set => Volatile.Write(ref _client, value);
    }
}
