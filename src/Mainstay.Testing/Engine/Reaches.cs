using Mainstay.Engine.Authority;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Testing.Engine;

/// <summary>What Mainstay and an actor may touch, for planners under test.</summary>
public static class Reaches
{
    /// <summary>As the engine works it out.</summary>
    public static Reach Of(GuildImage image, Actor actor) => new ImageReach(image, actor);
}
