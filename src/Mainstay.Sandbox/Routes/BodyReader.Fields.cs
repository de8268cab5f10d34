using System.Globalization;
using System.Text.Json;
using Mainstay.Discord;

namespace Mainstay.Sandbox.Routes;

internal sealed partial class BodyReader
{
    /// <summary>A text; lengths in Unicode characters. Names are trimmed, contents are not.</summary>
    public Optional<string?> Text(string name, int max = int.MaxValue, int min = 0, bool required = false, bool nullable = true, bool trim = false)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<string>(name, value, required, nullable);
        }

        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Wrong(name, "STRING_TYPE_CONVERT", $"Could not interpret \"{Shown(value)}\" as string.");
            return default;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        text = trim ? text.Trim() : text;
        return CheckLength(name, LengthOf(text), min, max) ? new(text) : default;
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public Optional<long?> Number(string name, long min = long.MinValue, long max = long.MaxValue, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<long?>(name, value, required, nullable);
        }

        if (!TryInteger(value, out var number))
        {
            Wrong(name, "NUMBER_TYPE_COERCE", $"Value \"{Shown(value)}\" is not int.");
            return default;
        }

        if (number < min)
        {
            Wrong(name, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}.");
            return default;
        }

        if (number > max)
        {
            Wrong(name, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}.");
            return default;
        }

        return new(number);
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public Optional<int?> Int(string name, int min = int.MinValue, int max = int.MaxValue, bool required = false, bool nullable = true)
    {
        var number = Number(name, min, max, required, nullable);
        return number.HasValue ? new((int?)number.Value) : default;
    }

    public Optional<double?> Fraction(string name, double min, double max)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<double?>(name, value, required: false, nullable: true);
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Wrong(name, "NUMBER_TYPE_COERCE", $"Value \"{Shown(value)}\" is not float.");
            return default;
        }

        var number = value.GetDouble();
        if (number < min || number > max)
        {
            Wrong(name, number < min ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX", $"float value should be between {min} and {max}.");
            return default;
        }

        return new(number);
    }

    public Optional<bool?> Flag(string name, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<bool?>(name, value, required, nullable);
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return new(true);
            case JsonValueKind.False:
                return new(false);
            case JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed):
                return new(parsed);
            default:
                Wrong(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
                return default;
        }
    }

    public Optional<Id<T>?> Id<T>(string name, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<Id<T>?>(name, value, required, nullable);
        }

        if (!TrySnowflake<T>(value, out var id))
        {
            Wrong(name, "NUMBER_TYPE_COERCE", $"Value \"{Shown(value)}\" is not snowflake.");
            return default;
        }

        return new(id);
    }

    /// <summary>A moment in ISO 8601.</summary>
    public Optional<DateTimeOffset?> Time(string name, bool required = false, bool nullable = true)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<DateTimeOffset?>(name, value, required, nullable);
        }

        if (value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return new(time);
        }

        Wrong(name, "DATE_TIME_TYPE_PARSE", $"Could not parse {Shown(value)}. Should be ISO8601.");
        return default;
    }

    /// <summary>One of the named values of an integer enum.</summary>
    public Optional<T?> Choice<T>(string name, bool required = false, bool nullable = true, params ReadOnlySpan<T> allowed)
        where T : struct, Enum
    {
        var number = Number(name, required: required, nullable: nullable);
        if (!number.HasValue || number.Value is not { } given)
        {
            return number.HasValue ? new Optional<T?>(null) : default;
        }

        var choice = (T)Enum.ToObject(typeof(T), given);
        if (allowed.IsEmpty ? Enum.IsDefined(choice) : allowed.Contains(choice))
        {
            return new(choice);
        }

        var values = (allowed.IsEmpty ? Enum.GetValues<T>() : allowed.ToArray()).Select(v => Convert.ToInt64(v, CultureInfo.InvariantCulture));
        Wrong(name, "BASE_TYPE_CHOICES", $"Value must be one of {{{string.Join(", ", values)}}}.");
        return default;
    }

    /// <summary>A bit set, as a decimal string or a number.</summary>
    public Optional<Permissions?> Permissions(string name)
    {
        var value = Find(name);
        if (IsMissing(value))
        {
            return Absent<Permissions?>(name, value, required: false, nullable: true);
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return new((Permissions)bits);
        }

        Wrong(name, "NUMBER_TYPE_COERCE", $"Value \"{Shown(value)}\" is not int.");
        return default;
    }

    /// <summary>A well formed http or https address.</summary>
    public Optional<string?> Url(string name, bool attachments = false, bool required = false)
    {
        var text = Text(name, max: 2048, required: required);
        if (!text.HasValue || text.Value is not { } given)
        {
            return text;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var uri))
        {
            Wrong(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
        else if (uri.Scheme is not ("http" or "https") && !(attachments && uri.Scheme == "attachment"))
        {
            Wrong(name, "URL_TYPE_INVALID_SCHEME", $"Scheme \"{uri.Scheme}\" must be one of ('http', 'https').");
        }

        return text;
    }

    /// <summary>An image as a data URI; yields the whole text.</summary>
    public Optional<string?> Image(string name, bool required = false)
    {
        var text = Text(name, required: required);
        if (text.HasValue && text.Value is { } given
            && !(given.StartsWith("data:image/", StringComparison.Ordinal) && given.Contains(";base64,", StringComparison.Ordinal)))
        {
            Wrong(name, "IMAGE_INVALID", "Invalid image data");
            return default;
        }

        return text;
    }

    /// <summary>Lengths are counted in Unicode characters, as Discord counts them: an emoji of two UTF-16 units is one.</summary>
    public static int LengthOf(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
            {
                length--;
            }
        }

        return length;
    }

    private bool CheckLength(string name, int length, int min, int max)
    {
        if (length >= min && length <= max)
        {
            return true;
        }

        if (length == 0 && min == 1 && max == int.MaxValue)
        {
            Wrong(name, "BASE_TYPE_REQUIRED", "This field is required");
        }
        else if (min > 0 && max < int.MaxValue)
        {
            Wrong(name, "BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length.");
        }
        else if (length > max)
        {
            Wrong(name, "BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length.");
        }
        else
        {
            Wrong(name, "BASE_TYPE_MIN_LENGTH", $"Must be {min} or more in length.");
        }

        return false;
    }

    private static bool TryInteger(JsonElement value, out long number)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (value.TryGetInt64(out number))
            {
                return true;
            }

            // 5.0 passes for 5.
            if (value.TryGetDouble(out var fraction) && Math.Floor(fraction) == fraction && Math.Abs(fraction) < 1L << 53)
            {
                number = (long)fraction;
                return true;
            }
        }

        number = 0;
        return value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static bool TrySnowflake<T>(JsonElement value, out Id<T> id)
    {
        id = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => Discord.Id<T>.TryParse(value.GetString(), out id),
            JsonValueKind.Number => Discord.Id<T>.TryParse(value.GetRawText(), out id),
            _ => false,
        };
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 100 ? text : text[..100];
    }
}
