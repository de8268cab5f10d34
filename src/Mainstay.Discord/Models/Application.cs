namespace Mainstay.Discord;

/// <summary>An application, usually a bot's. See https://discord.com/developers/docs/resources/application#application-object.</summary>
public sealed record Application : WireModel
{
    /// <summary>The application's id.</summary>
    public required Id<Application> Id { get; init; }
}
