namespace Mainstay.Discord;

/// <summary>Names ids of SKUs, which Mainstay reads but has no model of.</summary>
public sealed record Sku;

/// <summary>Names ids of integrations, which Mainstay reads but has no model of.</summary>
public sealed record Integration;

/// <summary>Names ids of subscription listings, which Mainstay reads but has no model of.</summary>
public sealed record SubscriptionListing;

/// <summary>Names ids of entitlements, which Mainstay reads but has no model of.</summary>
public sealed record Entitlement;

/// <summary>Names ids of sticker packs, which Mainstay reads but has no model of.</summary>
public sealed record StickerPack;
