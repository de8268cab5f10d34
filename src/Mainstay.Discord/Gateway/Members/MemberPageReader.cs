using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>Reads pages of members as REST gives them the way chunks of the gateway are read: in place, without a model.</summary>
public sealed class MemberPageReader(Id<Guild> guild)
{
    private readonly TextCache _texts = new();
    private Frame? _frame;

    /// <summary>The members of a page, valid until the next one.</summary>
    public GuildMembersChunkView Read(ReadOnlySpan<byte> json)
    {
        _frame?.Return();
        _frame = new Frame(_texts, json.Length) { Length = json.Length, BodyLength = json.Length };
        json.CopyTo(_frame.Bytes);
        _frame.StartDecoding();
        return GuildMembersChunkView.OfList(_frame, guild);
    }
}
