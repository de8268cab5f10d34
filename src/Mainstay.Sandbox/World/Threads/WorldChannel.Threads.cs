using Mainstay.Discord;
using Mainstay.Sandbox.Server;

namespace Mainstay.Sandbox.World;

/// <summary>What writing does to a thread.</summary>
internal sealed partial class WorldChannel
{
    /// <summary>A message that a thread grew from shows it.</summary>
    public void MarkAsStarter(WorldMessage source, WorldChannel thread)
    {
        source.Model = source.Model with { Flags = (source.Model.Flags ?? 0) | MessageFlags.HasThread, Thread = thread.Model };
        RaiseUpdate(source);
    }

    private void CountMessage(Message message)
    {
        // The first message of a post, and the pointer to a starter, do not count.
        if (message.Id.Value == Id.Value || message.Type == MessageType.ThreadStarterMessage)
        {
            return;
        }

        Model = Model with { MessageCount = (Model.MessageCount ?? 0) + 1, TotalMessageSent = (Model.TotalMessageSent ?? 0) + 1 };
        if (message.WebhookId is null && Guild!.Members.Contains(message.Author.Id.Value) && !ThreadMembers.ContainsKey(message.Author.Id))
        {
            Guild.EnterThread(new Act(message.Author.Id), this, message.Author.Id);
        }
    }

    // Writing into an archived thread opens it again, unless it is locked.
    private void Unarchive(Permissions permissions)
    {
        if (!IsThread || Model.ThreadMetadata is not { } state)
        {
            return;
        }

        if (state.Locked && !permissions.HasFlag(Permissions.ManageThreads))
        {
            throw Refusals.ThreadLocked;
        }

        if (state.Archived)
        {
            Model = Model with { ThreadMetadata = state with { Archived = false, ArchiveTimestamp = World.Now } };
            Guild!.RaiseThread(this);
        }
    }
}
