using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Gateway;

/// <summary>What a bot asks of its session: presence, voice, members.</summary>
internal sealed partial class GatewayHub
{
    private void Obey(GatewaySession session, ClientMessage.Command command)
    {
        switch (command.Op)
        {
            case GatewayOp.RequestGuildMembers:
                RequestMembers(session, command.Data);
                break;
        }
    }
}
