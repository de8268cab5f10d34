using Mainstay.Discord;
using Mainstay.Sandbox.Routes;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions.Answers;

/// <summary>Reads the messages that answer interactions.</summary>
internal static class Drafts
{
    public static MessageDraft ReadNew(BodyReader form, RestCall call)
    {
        var draft = MessageForms.Take(call, form);
        MessageForms.RequireContent(draft);
        return draft;
    }

    public static MessageDraft ReadEdit(MessagePlace place, BodyReader form, RestCall call) =>
        MessageForms.Take(call, form, place.Message.Model.Flags?.HasFlag(MessageFlags.IsComponentsV2) == true);
}
