using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Sdk.Image;

namespace Mainstay.Bench.Events;

/// <summary>A client to be measured; its kind is also its token, by which the server knows it.</summary>
internal static class EventsClient
{
    public static async Task<int> RunAsync(string kind, Uri url)
    {
        var meter = new BurstMeter();
        if (kind is "tokens" or "stj")
        {
            await BareClient.RunAsync(kind, url, meter);
            return 0;
        }

        await using var client = new GatewayClient(
            new GatewayOptions
            {
                Token = kind,
                Url = url,
                Compress = false,
                Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
            },
            TimeProvider.System,
            new Random(1));
        client.Faulted += static fault => Console.Error.WriteLine(fault);
        client.Events.On(GatewayEvents.GuildRoleCreate, (_, e, _) =>
        {
            meter.Mark(e.Role.Name);
            return ValueTask.CompletedTask;
        });
        switch (kind)
        {
            case "mainstay":
                ReadEverything(client, meter, new Mirror(client));
                break;
            case "mainstay-bare":
                ReadEverything(client, meter, null);
                break;
            case "mainstay-ids":
                ReadIds(client, meter);
                break;
            case "mainstay-none":
                break;
        }

        await client.StartAsync(CancellationToken.None);
        await client.Completion;
        return 0;
    }

    private static void ReadEverything(GatewayClient client, BurstMeter meter, Mirror? mirror)
    {
        client.Events.On(GatewayEvents.MessageCreate, (_, e, _) =>
        {
            meter.Count();
            meter.Checksum.Message(e.Id.Value, e.ChannelId.Value, e.AuthorId.Value, e.AuthorName, e.Content);
            return ValueTask.CompletedTask;
        });
        client.Events.On(GatewayEvents.GuildMemberUpdate, (_, e, _) =>
        {
            meter.Count();
            meter.Checksum.Member(e.UserId.Value, e.Roles, e.Nick);
            mirror?.Apply(e);
            return ValueTask.CompletedTask;
        });
    }

    private static void ReadIds(GatewayClient client, BurstMeter meter)
    {
        client.Events.On(GatewayEvents.MessageCreate, (_, e, _) =>
        {
            meter.Count();
            meter.Checksum.Add(Checksum.Id(e.Id.Value) + Checksum.Id(e.ChannelId.Value) + Checksum.Id(e.AuthorId.Value) + e.AuthorRoles.Length);
            return ValueTask.CompletedTask;
        });
        client.Events.On(GatewayEvents.GuildMemberUpdate, (_, e, _) =>
        {
            meter.Count();
            meter.Checksum.Member(e.UserId.Value, e.Roles, null);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>The guild image, kept as the engine keeps it.</summary>
    private sealed class Mirror
    {
        private GuildImageWriter? _image;

        public Mirror(GatewayClient client) => client.Events.On(GatewayEvents.GuildCreate, (_, e, _) =>
        {
            var image = new GuildImageWriter(e.Id, new Id<User>(1));
            foreach (var member in e.Members ?? [])
            {
                image.Upsert(new MemberData
                {
                    Id = member.User!.Id.Value,
                    Username = System.Text.Encoding.UTF8.GetBytes(member.User.Username),
                    Roles = System.Runtime.InteropServices.MemoryMarshal.Cast<Id<Role>, ulong>(member.Roles.ToArray()),
                    JoinedAt = member.JoinedAt?.ToUnixTimeMilliseconds() ?? MemberData.NoTime,
                });
            }

            _image = image;
            return ValueTask.CompletedTask;
        });

        public void Apply(GuildMemberView member) => _image!.Upsert(new MemberData
        {
            Id = member.UserId.Value,
            Username = member.UsernameUtf8,
            GlobalName = member.GlobalNameUtf8,
            Nick = member.NickUtf8,
            Avatar = member.UserAvatarUtf8,
            GuildAvatar = member.MemberAvatarUtf8,
            Roles = System.Runtime.InteropServices.MemoryMarshal.Cast<Id<Role>, ulong>(member.Roles),
            JoinedAt = member.JoinedAtMilliseconds,
            PremiumSince = member.PremiumSinceMilliseconds,
            TimeoutUntil = member.TimeoutUntilMilliseconds,
            Flags = (int)member.Flags,
            Pending = member.IsPending,
            Bot = member.IsBot,
        });
    }
}
