namespace Mainstay.Engine.Operations.Access;

/// <summary>
/// The turn of a change that stands in others' way as they stand in its own. While members change, nothing grants more than before or than after, so that whatever a
/// member gains and loses at once is theirs before or after.
/// </summary>
internal enum AccessStage
{
    /// <summary>In the order that its effect asks for.</summary>
    None,

    /// <summary>Roles and channels grant no more than before and no more than after.</summary>
    Narrow,

    /// <summary>Members get and lose their roles.</summary>
    Members,

    /// <summary>Roles go: whoever holds one has all else that they are to have.</summary>
    Deletions,

    /// <summary>Roles and channels grant what the plan gives.</summary>
    Widen,
}
