using System.Runtime.InteropServices;
using System.Text.Json;
using Mainstay.Discord.Gateway.Frames;

namespace Mainstay.Discord.Gateway;

/// <summary>Up to 1,000 members of a guild, in answer to a request (GUILD_MEMBERS_CHUNK).</summary>
public sealed class GuildMembersChunkView : FrameView
{
    private int _membersStart;
    private int _membersLength;
    private int _notFoundCount;

    private GuildMembersChunkView(Frame frame)
        : base(frame)
    {
    }

    /// <summary>The guild.</summary>
    public Id<Guild> GuildId { get; private set; }

    /// <summary>Which of <see cref="ChunkCount" /> chunks this is, from 0.</summary>
    public int ChunkIndex { get; private set; }

    /// <summary>How many chunks answer the request.</summary>
    public int ChunkCount { get; private set; }

    /// <summary>How many members this chunk holds.</summary>
    public int MemberCount { get; private set; }

    /// <summary>The request's nonce; null when it had none.</summary>
    public string? Nonce => Frame.Text(TextSlot.Nonce);

    /// <summary>Requested user ids that are no members.</summary>
    public ReadOnlySpan<Id<User>> NotFound => MemoryMarshal.Cast<ulong, Id<User>>(Frame.Ids(0, _notFoundCount));

    /// <summary>The members, one at a time: each is valid until the next is asked for.</summary>
    public MemberEnumerator GetEnumerator() => new(Frame, GuildId, _membersStart, _membersLength, _notFoundCount);

    /// <summary>A copy with everything that Discord sent.</summary>
    public GuildMembersChunkEvent ToModel() => Model<GuildMembersChunkEvent>();

    /// <summary>The members of a frame that is nothing but their list.</summary>
    internal static GuildMembersChunkView OfList(Frame frame, Id<Guild> guild) =>
        new(frame) { GuildId = guild, ChunkCount = 1, _membersLength = frame.Length };

    /// <summary>A copy with bytes of its own, good until <see cref="EndKeeping" />.</summary>
    internal GuildMembersChunkView Keep() => new(Frame.Copy())
    {
        GuildId = GuildId,
        ChunkIndex = ChunkIndex,
        ChunkCount = ChunkCount,
        MemberCount = MemberCount,
        _membersStart = _membersStart,
        _membersLength = _membersLength,
        _notFoundCount = _notFoundCount,
    };

    internal void EndKeeping()
    {
        var frame = Frame;
        Release();
        frame.Return();
    }

    internal static GuildMembersChunkView Read(Frame frame)
    {
        frame.StartDecoding();
        var view = new GuildMembersChunkView(frame) { ChunkIndex = -1 };
        var reader = new Utf8JsonReader(frame.Body);
        reader.Read();
        JsonText.StartObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.NameOf(ref reader);
            if (name.SequenceEqual("members"u8))
            {
                reader.Read();
                view._membersStart = frame.BodyStart + (int)reader.TokenStartIndex;
                view.MemberCount = JsonText.CountArray(ref reader);
                view._membersLength = frame.BodyStart + (int)reader.BytesConsumed - view._membersStart;
            }
            else if (name.SequenceEqual("guild_id"u8))
            {
                reader.Read();
                view.GuildId = new(JsonText.Id(ref reader));
            }
            else if (name.SequenceEqual("chunk_index"u8))
            {
                reader.Read();
                view.ChunkIndex = JsonText.Int(ref reader);
            }
            else if (name.SequenceEqual("chunk_count"u8))
            {
                reader.Read();
                view.ChunkCount = JsonText.Int(ref reader);
            }
            else if (name.SequenceEqual("nonce"u8))
            {
                reader.Read();
                frame.Texts[TextSlot.Nonce] = JsonText.Range(ref reader, frame);
            }
            else if (name.SequenceEqual("not_found"u8))
            {
                reader.Read();
                view._notFoundCount = JsonText.Ids(ref reader, frame);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        JsonText.End(ref reader);
        return view.GuildId.IsNone || view._membersLength == 0 || view.ChunkIndex < 0 || view.ChunkCount <= 0
            ? throw new JsonException("The chunk's guild_id, members, chunk_index or chunk_count is missing.")
            : view;
    }

    /// <summary>Walks through the members of a chunk without copying them.</summary>
    public ref struct MemberEnumerator
    {
        private readonly Frame _frame;
        private readonly int _idsBefore;
        private readonly int _start;
        private readonly TextRange _nonce;
        private Utf8JsonReader _reader;

        internal MemberEnumerator(Frame frame, Id<Guild> guild, int start, int length, int idsBefore)
        {
            _frame = frame;
            _idsBefore = idsBefore;
            _nonce = frame.Texts[TextSlot.Nonce];
            Current = GuildMemberView.Of(frame, guild);
            _start = start;
            _reader = new Utf8JsonReader(frame.Bytes.AsSpan(start, length));
            _reader.Read();
        }

        /// <summary>The member, valid until <see cref="MoveNext" />.</summary>
        public GuildMemberView Current { get; }

        /// <summary>Goes on to the next member; throws <see cref="JsonException" /> when it does not fit.</summary>
        public bool MoveNext()
        {
            if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
            {
                return false;
            }

            _frame.StartDecoding();
            _frame.ForgetIds(_idsBefore);
            _frame.TextBase = _start;
            _frame.Texts[TextSlot.Nonce] = _nonce;
            Current.ReadFrom(ref _reader);
            return true;
        }
    }
}
