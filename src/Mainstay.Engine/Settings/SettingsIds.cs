using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Engine.Settings;

/// <summary>Which Discord objects a settings record names, found by the types of its properties; and the same record naming others.</summary>
internal static class SettingsIds
{
    private static readonly Dictionary<Type, DiscordObject> Objects = new()
    {
        [typeof(Id<Guild>)] = DiscordObject.Guild,
        [typeof(Id<User>)] = DiscordObject.User,
        [typeof(Id<Role>)] = DiscordObject.Role,
        [typeof(Id<Channel>)] = DiscordObject.Channel,
        [typeof(Id<Message>)] = DiscordObject.Message,
    };

    /// <summary>The saved text as the declared record writes it today, with what it names.</summary>
    public static SettingsRecord Read(SettingsDeclaration declaration, string? body)
    {
        var value = body is null ? Activator.CreateInstance(declaration.Type)! : JsonSerializer.Deserialize(body, declaration.Type, SettingsSchema.Json)!;
        return new SettingsRecord(
            declaration.Name,
            declaration.Title,
            JsonSerializer.Serialize(value, declaration.Type, SettingsSchema.Json),
            [.. declaration.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => Of(property, property.GetValue(value)))]);
    }

    /// <summary>The same text with other ids in the place of some, whatever property names them.</summary>
    public static string Replace(SettingsDeclaration declaration, string body, DiscordObject kind, ulong before, ulong after)
    {
        var record = Read(declaration, body);
        var json = JsonNode.Parse(record.Body)!.AsObject();
        foreach (var id in record.Ids.Where(i => i.Object == kind && i.Id == before))
        {
            var text = id.Key.Length == 0 ? Digits(after) : $"{id.Key}={Digits(after)}";
            if (id.Index is { } index)
            {
                json[id.Property]!.AsArray()[index] = text;
            }
            else
            {
                json[id.Property] = text;
            }
        }

        return json.ToJsonString(SettingsSchema.Json);
    }

    private static IEnumerable<SettingId> Of(PropertyInfo property, object? value)
    {
        if (value is null || property.GetCustomAttribute<SettingAttribute>() is not { } setting)
        {
            return [];
        }

        var name = SettingsSchema.Json.PropertyNamingPolicy!.ConvertName(property.Name);
        return value is IEnumerable list and not string
            ? list.Cast<object>().Select((entry, i) => One(entry, i)).OfType<SettingId>()
            : One(value, null) is { } one ? [one] : [];

        SettingId? One(object entry, int? index)
        {
            var (kind, id, key) = Objects.TryGetValue(entry.GetType(), out var typed) ? (typed, Value(entry), "")
                : entry is string text && setting.Names != DiscordObject.None ? Parted(text, setting.Names)
                : default;
            return kind == DiscordObject.None || id == 0 ? null : new SettingId(name, setting.Description, kind, id)
            {
                Index = index,
                Key = key,
                IsNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null,
                KeepsLast = setting.KeepsLast,
                Channel = property.GetCustomAttribute<SettingChannelAttribute>(),
            };
        }
    }

    private static ulong Value(object id) => id switch
    {
        Id<Guild> guild => guild.Value,
        Id<User> user => user.Value,
        Id<Role> role => role.Value,
        Id<Channel> channel => channel.Value,
        Id<Message> message => message.Value,
        _ => 0,
    };

    private static (DiscordObject, ulong, string) Parted(string text, DiscordObject kind)
    {
        var cut = text.LastIndexOf('=');
        return ulong.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (kind, id, cut < 0 ? "" : text[..cut]) : default;
    }

    private static string Digits(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
