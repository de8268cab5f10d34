using System.Buffers;
using System.Text;
using Mainstay.Sandbox.Gateway;

namespace Mainstay.Sandbox.Tests.Gateway;

public sealed class WebSocketFramesTests
{
    [Fact]
    public void The_accept_value_is_that_of_the_RFC() => WebSocketFrames.Accept("dGhlIHNhbXBsZSBub25jZQ==").ShouldBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

    [Fact]
    public void The_masked_hello_of_the_RFC_reads_at_any_cut()
    {
        byte[] hello = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
        for (var cut = 0; cut < hello.Length; cut++)
        {
            WebSocketFrames.Read(hello.AsSpan(0, cut).ToArray(), out _, out _).ShouldBe(FrameRead.Incomplete);
        }

        WebSocketFrames.Read(hello, out var frame, out var consumed).ShouldBe(FrameRead.Frame);
        consumed.ShouldBe(hello.Length);
        Encoding.UTF8.GetString(frame.Payload).ShouldBe("Hello");
        (frame.Op, frame.IsFinal).ShouldBe((WebSocketOp.Text, true));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x05 }, "not masked")]
    [InlineData(new byte[] { 0xC1, 0x85 }, "reserved bit")]
    [InlineData(new byte[] { 0x83, 0x85 }, "reserved opcode")]
    public void What_a_client_may_not_send_is_malformed(byte[] bytes, string why) => WebSocketFrames.Read(bytes, out _, out _).ShouldBe(FrameRead.Malformed, why);

    [Theory]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    public void Headers_grow_with_the_length(int length, int header)
    {
        var output = new ArrayBufferWriter<byte>();
        WebSocketFrames.WriteHeader(output, WebSocketOp.Text, length);
        output.WrittenCount.ShouldBe(header);
    }
}
