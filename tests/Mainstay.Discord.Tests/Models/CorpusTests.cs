using System.Collections;
using System.Text.Json;
using Mainstay.Discord.Json;

namespace Mainstay.Discord.Tests;

/// <summary>Every model reads, writes and round-trips its samples, and knows every property in them by name.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Samples { get; } = new(Corpus.Samples);

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_was_read_is_written_again(string sample)
    {
        var json = Corpus.Read(sample);
        var model = JsonSerializer.Deserialize(json, Corpus.ModelOf(sample), DiscordJson.Options)!;

        var written = JsonSerializer.SerializeToElement(model, Corpus.ModelOf(sample), DiscordJson.Options);

        using var original = JsonDocument.Parse(json);
        Differences.Between(original.RootElement, written).Where(Differences.IsNotExplained).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_property_has_a_name_except_those_that_nobody_knows_yet(string sample)
    {
        var model = JsonSerializer.Deserialize(Corpus.Read(sample), Corpus.ModelOf(sample), DiscordJson.Options)!;

        var unknown = Unnamed(model).Distinct().ToList();

        if (Corpus.KindOf(sample) == "unknown")
        {
            unknown.ShouldContain(name => name.EndsWith(".not_yet_documented", StringComparison.Ordinal));
        }

        unknown.Where(name => !name.EndsWith(".not_yet_documented", StringComparison.Ordinal) && !Differences.IsNotModelled(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_with_a_payload_has_a_sample_or_shares_one()
    {
        var sampled = Corpus.Samples.Where(sample => sample.StartsWith("Events/", StringComparison.Ordinal)).Select(Corpus.ModelOf).ToHashSet();

        EventName.Payloads.Where(payload => !sampled.Contains(payload.Value)).Select(payload => payload.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_model_occurs_in_some_sample()
    {
        var seen = new HashSet<Type>();
        foreach (var sample in Corpus.Samples)
        {
            Walk(JsonSerializer.Deserialize(Corpus.Read(sample), Corpus.ModelOf(sample), DiscordJson.Options), model => seen.Add(model.GetType()));
        }

        typeof(WireModel).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(WireModel)) && !type.IsAbstract && type.Namespace == "Mainstay.Discord" && !seen.Contains(type))
            .Select(type => type.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_still_holds()
    {
        var unnamed = Corpus.Samples
            .SelectMany(sample => Unnamed(JsonSerializer.Deserialize(Corpus.Read(sample), Corpus.ModelOf(sample), DiscordJson.Options)!))
            .ToHashSet();

        Differences.NotModelled.Keys.Where(name => name.EndsWith('*') ? !unnamed.Any(one => one.StartsWith(name[..^1], StringComparison.Ordinal)) : !unnamed.Contains(name))
            .ShouldBeEmpty("These are modelled now, or no sample has them: take them off the list.");
    }

    private static List<string> Unnamed(object model)
    {
        var names = new List<string>();
        Walk(model, one => names.AddRange((one.Unknown?.Keys ?? Enumerable.Empty<string>()).Select(name => $"{one.GetType().Name}.{name}")));
        return names;
    }

    private static void Walk(object? value, Action<WireModel> visit)
    {
        switch (value)
        {
            case null or string or JsonElement:
                break;
            case WireModel model:
                visit(model);
                foreach (var property in model.GetType().GetProperties())
                {
                    if (property.Name != nameof(WireModel.Unknown) && property.GetIndexParameters().Length == 0)
                    {
                        Walk(property.GetValue(model), visit);
                    }
                }

                break;
            case IDictionary dictionary:
                foreach (var item in dictionary.Values)
                {
                    Walk(item, visit);
                }

                break;
            case IEnumerable list:
                foreach (var item in list)
                {
                    Walk(item, visit);
                }

                break;
            default:
                if (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Optional<>))
                {
                    Walk(type.GetMethod(nameof(Optional<int>.OrDefault))!.Invoke(value, null), visit);
                }

                break;
        }
    }
}
