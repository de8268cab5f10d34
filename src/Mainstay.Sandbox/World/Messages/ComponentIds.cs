using Mainstay.Discord;

namespace Mainstay.Sandbox.World;

/// <summary>Components without an id get the next free number, from 1, in reading order.</summary>
internal static class ComponentIds
{
    public static IReadOnlyList<Component> Assign(IReadOnlyList<Component> components)
    {
        var taken = new HashSet<int>();
        foreach (var component in components)
        {
            Collect(component, taken);
        }

        var next = 1;
        return AssignAll(components, taken, ref next);
    }

    private static void Collect(Component component, HashSet<int> taken)
    {
        if (component.Id is { } id and not 0)
        {
            taken.Add(id);
        }

        foreach (var child in ChildrenOf(component))
        {
            Collect(child, taken);
        }
    }

    /// <summary>The components directly within one.</summary>
    public static IEnumerable<Component> ChildrenOf(Component component) => component switch
    {
        ActionRow row => row.Components,
        Container container => container.Components,
        Section section => section.Components.Append(section.Accessory),
        Label label => [label.Field],
        _ => [],
    };

    private static Component Assign(Component component, HashSet<int> taken, ref int next)
    {
        if (component.Id is null or 0)
        {
            while (!taken.Add(next))
            {
                next++;
            }

            component = component with { Id = next };
        }

        switch (component)
        {
            case ActionRow row:
                return row with { Components = AssignAll(row.Components, taken, ref next) };
            case Container container:
                return container with { Components = AssignAll(container.Components, taken, ref next) };
            case Section section:
                var texts = AssignAll(section.Components, taken, ref next);
                return section with { Components = texts, Accessory = Assign(section.Accessory, taken, ref next) };
            default:
                return component;
        }
    }

    private static Component[] AssignAll(IReadOnlyList<Component> components, HashSet<int> taken, ref int next)
    {
        var assigned = new Component[components.Count];
        for (var at = 0; at < assigned.Length; at++)
        {
            assigned[at] = Assign(components[at], taken, ref next);
        }

        return assigned;
    }
}
