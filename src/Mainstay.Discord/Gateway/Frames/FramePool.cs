namespace Mainstay.Discord.Gateway.Frames;

/// <summary>Frames of one shard. Few are in use at a time, unless a handler is slow.</summary>
internal sealed class FramePool
{
    private const int Kept = 16;
    private readonly Stack<Frame> _free = new();
    private readonly TextCache _texts = new();
    private readonly Lock _lock = new();

    public Frame Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var frame))
            {
                return frame;
            }
        }

        return new Frame(_texts);
    }

    public void Return(Frame frame)
    {
        frame.Clear();
        lock (_lock)
        {
            if (_free.Count < Kept)
            {
                _free.Push(frame);
                return;
            }
        }

        frame.Return();
    }
}
