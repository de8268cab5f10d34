using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Settings;

/// <summary>One property of a settings record as people see and write it.</summary>
internal sealed partial class SettingProperty
{
    private static readonly string[] Nothing = ["none", "nothing", "empty"];
    private static readonly string[] Yes = ["yes", "true", "on"];
    private static readonly string[] No = ["no", "false", "off"];

    private const int ListedEntries = 10;

    private readonly PropertyInfo _property;
    private readonly SettingAttribute _about;
    private readonly Type _type;
    private readonly bool _isList;
    private readonly bool _mayBeNothing;

    private SettingProperty(PropertyInfo property, SettingAttribute about)
    {
        (_property, _about) = (property, about);
        var type = property.PropertyType;
        _isList = type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));
        var entry = _isList ? type.GetGenericArguments()[0] : type;
        _mayBeNothing = _isList || Nullable.GetUnderlyingType(entry) is not null || entry == typeof(string);
        _type = Nullable.GetUnderlyingType(entry) ?? entry;
    }

    /// <summary>As JSON and people write it: <c>most-changes</c>.</summary>
    public string Name => SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(_property.Name);

    public string Description => _about.Description;

    /// <summary>What it takes, as a clause.</summary>
    public string Takes => (_isList ? Several : One) + Bounds + (_mayBeNothing ? ", or `none`" : "");

    public static IReadOnlyList<SettingProperty> Of(Type record) =>
    [
        .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => (Property: p, About: p.GetCustomAttribute<SettingAttribute>())).Where(p => p.About is not null).Select(p => new SettingProperty(p.Property, p.About!)),
    ];

    /// <summary>The value in words, mentions drawn.</summary>
    public string Show(object record) => _property.GetValue(record) switch
    {
        null or "" => "none",
        IEnumerable list and not string => string.Join(", ", list.Cast<object>().Select(Word)) is { Length: > 0 } words ? words : "none",
        var value => Word(value),
    };

    /// <summary>What becomes different, in words: of a list only what comes and goes.</summary>
    public string Difference(object before, object after)
    {
        if (!_isList)
        {
            return $"`{Name}` {Show(before)} → {Show(after)}";
        }

        object[] old = [.. Entries(before)], now = [.. Entries(after)];
        string[] parts = [.. Listed("+", now.Except(old)), .. Listed("−", old.Except(now))];
        return $"`{Name}` {(now.Length == 0 ? $"{string.Join(" ", parts)}: none is left" : parts.Length == 0 ? "in another order" : string.Join(" ", parts))}";

        IEnumerable<string> Listed(string sign, IEnumerable<object> entries) =>
            entries.ToArray() is { Length: > 0 } all ? [$"**{sign}** {string.Join(", ", all.Take(ListedEntries).Select(Word))}{(all.Length > ListedEntries ? $" and {all.Length - ListedEntries} more" : "")}"] : [];
    }

    private IEnumerable<object> Entries(object record) => ((IEnumerable?)_property.GetValue(record))?.Cast<object>() ?? [];

    /// <summary>What somebody wrote, as JSON of this property. A list may be changed by entries that begin with <c>+</c> or <c>-</c>.</summary>
    public Outcome<JsonElement> Read(string text, object standing)
    {
        if (_mayBeNothing && Nothing.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Json(_isList ? Array.CreateInstance(_type, 0) : _type == typeof(string) && _property.GetValue(Activator.CreateInstance(_property.DeclaringType!)) is not null ? "" : null);
        }

        if (!_isList)
        {
            return Entry(text).Try(out var value, out var failure) ? Json(value) : failure;
        }

        string[] parts = text.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var changes = parts.Length > 0 && parts.All(p => p.Length > 1 && p[0] is '+' or '-');
        var entries = changes ? ((IEnumerable)_property.GetValue(standing)!).Cast<object>().ToList() : [];
        foreach (var part in parts)
        {
            if (!Entry(changes ? part[1..] : part).Try(out var entry, out var failure))
            {
                return failure;
            }

            entries.Remove(entry);
            if (!changes || part[0] == '+')
            {
                entries.Add(entry);
            }
        }

        var typed = Array.CreateInstance(_type, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            typed.SetValue(entries[i], i);
        }

        return Json(typed);
    }

    private string Several => _type == typeof(Id<Role>) ? "roles" : _type == typeof(Id<Channel>) ? "channels" : _type == typeof(Id<User>) ? "members"
        : _about.Names == DiscordObject.None ? $"several of: {One}" : $"entries like `word=@{_about.Names.ToString().ToLowerInvariant()}`";

    private string One => _type == typeof(bool) ? "`yes` or `no`"
        : _type.IsEnum ? Either([.. Enum.GetNames(_type).Select(n => $"`{SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(n)}`")])
        : _type == typeof(Id<Role>) ? "a role"
        : _type == typeof(Id<Channel>) ? "a channel"
        : _type == typeof(Id<User>) ? "a member"
        : _type == typeof(int) || _type == typeof(long) ? "a number"
        : _about.Names == DiscordObject.None ? "a text" : $"a word, an equals sign and a {_about.Names.ToString().ToLowerInvariant()}";

    private static string Either(string[] words) => words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private string Bounds => (_about.Min, _about.Max, _isList) switch
    {
        (long.MinValue, long.MaxValue, _) => "",
        (long.MinValue, var most, true) => $", at most {most.ToString("N0", CultureInfo.InvariantCulture)}",
        (long.MinValue, var most, _) => $" up to {most.ToString("N0", CultureInfo.InvariantCulture)}",
        (var least, long.MaxValue, _) => $" from {least.ToString("N0", CultureInfo.InvariantCulture)}",
        var (least, most, _) => $" from {least.ToString("N0", CultureInfo.InvariantCulture)} to {most.ToString("N0", CultureInfo.InvariantCulture)}",
    };

    private Outcome<object> Entry(string text)
    {
        if (_type == typeof(string))
        {
            var clean = PlainText.Line(text);
            return _about.Names != DiscordObject.None ? Named(clean) : clean.Length == 0 ? Wrong(text) : clean;
        }

        if (_type == typeof(bool))
        {
            return Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? true : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? false : Wrong(text);
        }

        if (_type == typeof(int) || _type == typeof(long))
        {
            return !long.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Wrong(text)
                : _type == typeof(long) ? number
                : number is >= int.MinValue and <= int.MaxValue ? (int)number : Wrong(text);
        }

        if (_type.IsEnum)
        {
            var name = Enum.GetNames(_type).FirstOrDefault(n => string.Equals(SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(n), text, StringComparison.OrdinalIgnoreCase));
            return name is null ? Wrong(text) : Outcome.Of(Enum.Parse(_type, name));
        }

        var sign = _type == typeof(Id<Role>) ? "@&" : _type == typeof(Id<Channel>) ? "#" : "@";
        return Digits(text, sign) is not { } id ? Wrong(text)
            : _type == typeof(Id<Role>) ? new Id<Role>(id)
            : _type == typeof(Id<Channel>) ? new Id<Channel>(id)
            : _type == typeof(Id<User>) ? new Id<User>(id)
            : Wrong(text);
    }

    private Outcome<object> Named(string text)
    {
        var cut = text.LastIndexOf('=');
        return cut > 0 && Digits(text[(cut + 1)..], _about.Names == DiscordObject.Role ? "@&" : _about.Names == DiscordObject.Channel ? "#" : "@") is { } id
            ? $"{text[..cut]}={id.ToString(CultureInfo.InvariantCulture)}"
            : Wrong(text);
    }

    private static ulong? Digits(string text, string sign)
    {
        var match = Mentioned().Match(text);
        return match.Success && (match.Groups["sign"].Value is var written && (written.Length == 0 || written.TrimEnd('!') == sign))
            && ulong.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is > 0 and <= long.MaxValue ? id : null;
    }

    private Failure Wrong(string text) => new("settings.value", $"`{Name}` takes {Takes}, and I cannot read \"{Mention.Plain(PlainText.Line(Clip.To(text, 100)))}\" as that.{Hint}");

    private string Hint => _type == typeof(Id<User>) ? " Pick people from the list that @ opens, or write their ids."
        : _type == typeof(Id<Channel>) ? " Pick from the list: I know the channels that I can see."
        : _type == typeof(Id<Role>) ? " Pick from the list, or write the role's name as `@name`."
        : "";

    private string Word(object value) => value switch
    {
        bool yes => yes ? "yes" : "no",
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture),
        Enum name => SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(name.ToString()),
        Id<Role> role => Mention.Role(role),
        Id<Channel> channel => Mention.Channel(channel),
        Id<User> user => Mention.User(user),
        string text when _about.Names != DiscordObject.None && text.LastIndexOf('=') is > 0 and var cut => $"{text[..cut]} = {(_about.Names == DiscordObject.Role ? "<@&" : _about.Names == DiscordObject.Channel ? "<#" : "<@")}{text[(cut + 1)..]}>",
        _ => Mention.Plain(value.ToString() ?? ""),
    };

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value, SettingsSchema.Json);

    [GeneratedRegex("^(?:<(?<sign>@&|@!?|#)(?<id>[0-9]{1,20})>|(?<id>[0-9]{15,20}))$")]
    private static partial Regex Mentioned();
}
