using Mainstay.Discord;
using Mainstay.Sandbox.Interactions;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Control;

/// <summary>Waits until an interaction was answered, or failed for want of an answer.</summary>
internal static class Settling
{
    /// <summary>Completes when the state is no longer "waiting". The 3 s rule sees to it that this ends.</summary>
    public static async Task Settled(this DiscordWorld world, LiveInteraction live, CancellationToken cancellation)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Heard(PersonEvent heard)
        {
            if (heard.Payload is InteractionView view && view.Id == live.Id && live.State != InteractionState.Waiting)
            {
                settled.TrySetResult();
            }
        }

        lock (world.Gate)
        {
            if (live.State != InteractionState.Waiting)
            {
                return;
            }

            world.PersonHeard += Heard;
        }

        try
        {
            await settled.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (world.Gate)
            {
                world.PersonHeard -= Heard;
            }
        }
    }
}
