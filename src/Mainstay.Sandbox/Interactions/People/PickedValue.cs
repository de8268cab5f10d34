using System.Text.Json;

namespace Mainstay.Sandbox.Interactions;

/// <summary>What a person picked from a list for an option: what is shown, and what it stands for.</summary>
/// <param name="Shown">The text in the box. When the box says something else, the pick no longer counts.</param>
/// <param name="Value">The choice's value, an id, or for files an object of <c>filename</c>, <c>content_type</c> and base64 <c>content</c>.</param>
internal sealed record PickedValue(string Shown, JsonElement Value);
