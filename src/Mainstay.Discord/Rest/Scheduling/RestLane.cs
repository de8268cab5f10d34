namespace Mainstay.Discord.Rest;

/// <summary>Who goes first when budgets are short. Within one bucket and across buckets a higher lane never waits behind a lower one.</summary>
public enum RestLane
{
    /// <summary>Answers to interactions, which Discord drops after 3 s.</summary>
    Interaction,

    /// <summary>What a person waits for. The default.</summary>
    Normal,

    /// <summary>Repairs, syncs and other work that may take hours.</summary>
    Bulk,
}
