using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Json;
using Mainstay.Discord.Rest;
using Mainstay.Sdk;

namespace Mainstay.Engine.Image;

/// <summary>
/// Lists members by pages of 1,000 in ascending order of their ids. A page is Discord's word on every id from its beginning to its last member. Pages prove
/// a whole list when the first begins below every id, each begins where the one before it ended, ids rise, the last is short, none failed, and all came in one
/// go. Who joins or leaves between two pages is told by the gateway: an event wins over the list, and anything that loses events (a new session, an
/// outage, a lost event) breaks the pass. A page that fails, whatever the status, proves nothing about anybody.
/// </summary>
internal sealed class RestMemberSource(DiscordRest rest)
{
    private const int PageSize = 1_000;

    private static readonly RestCallOptions Bulk = new(Lane: RestLane.Bulk);

    /// <summary>How long so many members take, under the limits as far as they are known.</summary>
    public TimeSpan TimeFor(Id<Guild> guild, int members) => rest.Estimate(Routes.ListMembers, guild.Value, (members / PageSize) + 1).Time;

    public async Task<ListEnd> ListAsync(Id<Guild> guild, Id<User> after, IMemberSink sink, CancellationToken cancellationToken)
    {
        var begunAt = after;
        var reader = new MemberPageReader(guild);
        while (true)
        {
            RestResponse page;
            try
            {
                page = await rest.ListMembersPageAsync(guild, after, PageSize, Bulk, cancellationToken).ConfigureAwait(false);
            }
            catch (DiscordRestException failure)
            {
                return new ListEnd(false, DiscordReads.Clause(failure), Began: after != begunAt);
            }

            if (Read(reader, page.Body, after, sink) is not ({ } count, { } last))
            {
                return new ListEnd(false, "a page of Discord's list could not be read");
            }

            await sink.StepAsync(last).ConfigureAwait(false);
            if (count < PageSize)
            {
                return begunAt.IsNone ? ListEnd.Complete : new ListEnd(false, "Mainstay was interrupted, so the list was read in two goes");
            }

            after = last;
        }
    }

    private static (int? Count, Id<User> Last) Read(MemberPageReader reader, ReadOnlyMemory<byte> body, Id<User> after, IMemberSink sink)
    {
        var count = 0;
        try
        {
            foreach (var member in reader.Read(body.Span))
            {
                if (member.UserId.Value <= after.Value)
                {
                    // Without rising ids there is no telling what a page covers.
                    return default;
                }

                sink.Take(MemberReading.Of(member));
                after = member.UserId;
                count++;
            }

            return (count, after);
        }
        catch (JsonException)
        {
            return ReadOneByOne(body, count, after, sink);
        }
    }

    // One member that does not fit must not take the rest of the page along.
    private static (int? Count, Id<User> Last) ReadOneByOne(ReadOnlyMemory<byte> body, int from, Id<User> after, IMemberSink sink)
    {
        try
        {
            using var page = JsonDocument.Parse(body);
            foreach (var element in page.RootElement.EnumerateArray().Skip(from))
            {
                var id = MemberReading.IdOf(element);
                if (id.Value <= after.Value)
                {
                    return default;
                }

                after = id;
                try
                {
                    sink.Take(MemberReading.Of(element.Deserialize<GuildMember>(DiscordJson.Options)!));
                }
                catch (Exception error) when (error is JsonException or ArgumentException)
                {
                    sink.Fail(id, "Discord's answer about this member could not be read.");
                }
            }

            return (page.RootElement.GetArrayLength(), after);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
