using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Image;

/// <summary>
/// The gateway's list, which costs one request, unless Discord would have it wait (it gives a whole list once in 30 s) and pages over REST are through sooner.
/// </summary>
internal sealed class MemberSources(GatewayMemberSource gateway, RestMemberSource pages, GuildImageOptions options) : IMemberSource
{
    private static readonly TimeSpan WorthWaiting = TimeSpan.FromSeconds(2);

    public Failure? Refuses(Id<Guild> guild) => gateway.Refuses(guild);

    public async Task<ListEnd> ListAsync(Id<Guild> guild, Id<User> after, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (!after.IsNone || options.ListByPages)
        {
            return await pages.ListAsync(guild, after, sink, cancellationToken).ConfigureAwait(false);
        }

        var byPages = pages.TimeFor(guild, sink.Expected);
        var end = await gateway.ListAsync(guild, byPages > WorthWaiting ? byPages : WorthWaiting, sink, cancellationToken).ConfigureAwait(false);
        return end.Began ? end : await pages.ListAsync(guild, after, sink, cancellationToken).ConfigureAwait(false);
    }
}
