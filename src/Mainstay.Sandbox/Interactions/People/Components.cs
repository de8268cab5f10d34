using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Looks through the components of a message.</summary>
internal static class Components
{
    public static Component? Find(IEnumerable<Component> components, string customId)
    {
        foreach (var component in components)
        {
            if (component is Button { CustomId: { } own } && own == customId || component is SelectMenu menu && menu.CustomId == customId)
            {
                return component;
            }

            if (Find(ComponentIds.ChildrenOf(component), customId) is { } inside)
            {
                return inside;
            }
        }

        return null;
    }
}
