using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Sdk;
using Mainstay.Sdk.Image;

namespace Mainstay.Engine.Operations;

/// <summary>
/// What a whole plan rests on, as named facts: roles with position and permissions, channels with overwrites, Mainstay's and the actor's own roles, settings
/// and claims read, how complete the image is. Members that the plan does not touch are not in it, and those that it touches are checked one by one.
/// </summary>
internal sealed class Frame
{
    private const int NamedDifferences = 5;
    private const string MembersExtent = "members/extent";

    private readonly SortedDictionary<string, string> _facts;

    private Frame(SortedDictionary<string, string> facts) => _facts = facts;

    public static Frame Of(GuildImage image, Actor actor, IEnumerable<KeyValuePair<string, string>> readings)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["guild/owner"] = image.Guild?.OwnerId.ToString() ?? "",
            ["guild/available"] = image.IsAvailable ? "yes" : "no",
            [MembersExtent] = image.Members.Completeness.Extent.ToString(),
            ["me/roles"] = string.Join(',', image.Me?.Roles.ToArray() ?? []),
            ["actor/roles"] = string.Join(',', actor.Roles.Where(r => image.Roles.Find(r) is not null).Order()),
        };
        foreach (var role in image.Roles)
        {
            facts[$"role/{role.Id}"] = Join(Number(role.Position), Number((long)role.Permissions), role.Managed ? "managed" : "", role.Name);
        }

        foreach (var channel in image.Channels)
        {
            facts[$"channel/{channel.Id}"] = GuildImage.IsHidden(channel)
                ? Hidden
                : Join(Number((int)channel.Type), Overwrites(channel), "", channel.Name ?? "");
        }

        foreach (var (name, state) in readings)
        {
            facts[$"read/{name}"] = state;
        }

        return new Frame(facts);
    }

    public static Frame Parse(string json) =>
        new(new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.Ordinal));

    public override string ToString() => JsonSerializer.Serialize(_facts);

    /// <summary>What is in it, in a few words.</summary>
    public string Summary
    {
        get
        {
            var readings = _facts.Keys.Where(k => Split(k).Kind == "read").Select(k => Split(k).Id).ToArray();
            return $"{OperationTexts.Count(_facts.Keys.Count(k => Split(k).Kind == "role"), "role")}, {OperationTexts.Count(_facts.Keys.Count(k => Split(k).Kind == "channel"), "channel")}"
                + (readings.Length == 0 ? "" : $", {string.Join(", ", readings)}");
        }
    }

    /// <summary>Whether records or settings were read for the plan.</summary>
    public bool ReadsRecords => _facts.Keys.Any(k => Split(k).Kind == "read");

    /// <summary>Whether the list of members was complete when the plan was made.</summary>
    public bool KnowsAllMembers => _facts.GetValueOrDefault(MembersExtent) == nameof(Extent.Complete);

    /// <summary>What is different now, as clauses for people; empty when nothing is.</summary>
    public IReadOnlyList<string> DifferencesTo(Frame now)
    {
        var clauses = new List<string>();
        foreach (var (name, before) in _facts)
        {
            if (!now._facts.TryGetValue(name, out var after))
            {
                clauses.Add(Vanished(name, before));
            }
            else if (before != after && !IsFuller(name, after))
            {
                clauses.Add(Changed(name, before, after));
            }
        }

        clauses.AddRange(now._facts.Where(f => !_facts.ContainsKey(f.Key)).Select(f => Appeared(f.Key, f.Value)));
        return clauses.Count <= NamedDifferences ? clauses : [.. clauses.Take(NamedDifferences), $"and {clauses.Count - NamedDifferences} more differences"];
    }

    private const string Hidden = "hidden";

    // A plan that was made from a part of the list called nobody gone; it stays true when the rest arrives, and whom it touches is compared one by one.
    private static bool IsFuller(string name, string after) => name == MembersExtent && after == nameof(Extent.Complete);

    private static string Changed(string name, string before, string after)
    {
        var (kind, id) = Split(name);
        if (kind == "role" && before.Split('|', 4) is [var position, var permissions, _, var title] && after.Split('|', 4) is [var newPosition, var newPermissions, _, var newTitle])
        {
            var what = position != newPosition ? "has moved in the role order"
                : permissions != newPermissions ? "has other permissions"
                : title != newTitle ? $"was renamed from {Mention.Plain(title)}"
                : "is managed differently";
            return $"the role <@&{id}> {what}";
        }

        return kind switch
        {
            "channel" => $"the channel <#{id}> has another name, kind or permissions",
            "me" => "Mainstay's own roles are different",
            "actor" => "your own roles are different",
            "guild" => id == "owner" ? "the server has a new owner" : "the server became unavailable or came back",
            "members" => "the member list is known to another extent",
            _ => $"{id} changed",
        };
    }

    private static string Vanished(string name, string before)
    {
        var (kind, id) = Split(name);
        var title = Mention.Plain(before.Split('|', 4)[^1]);
        return kind switch
        {
            "role" => $"the role {title} was deleted",
            "channel" => before == Hidden ? "a hidden channel was deleted" : $"the channel {title} was deleted",
            _ => $"{id} is no longer read",
        };
    }

    private static string Appeared(string name, string after)
    {
        var (kind, id) = Split(name);
        return kind switch
        {
            "role" => $"the role <@&{id}> is new",
            "channel" => after == Hidden ? "a hidden channel is new" : $"the channel <#{id}> is new",
            _ => $"{id} is read now",
        };
    }

    private static (string Kind, string Id) Split(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is var cut and > 0 ? (name[..cut], name[(cut + 1)..]) : (name, "");

    private static string Overwrites(Channel channel) => string.Join(
        ',', (channel.PermissionOverwrites ?? []).OrderBy(o => o.Id.Value).Select(o => $"{o.Id}:{(ulong)o.Allow}:{(ulong)o.Deny}"));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // The name comes last, because it alone may hold the separator.
    private static string Join(params string[] parts) => string.Join('|', parts);
}
