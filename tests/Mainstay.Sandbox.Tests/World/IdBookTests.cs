using FsCheck;
using FsCheck.Fluent;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Tests.Worlds;

public sealed class IdBookTests
{
    [Fact]
    public void A_book_is_a_sorted_dictionary()
    {
        var steps = ArbMap.Default.ArbFor<(bool, ushort)[]>();
        Prop.ForAll(steps, script =>
        {
            var book = new IdBook<string>();
            var model = new SortedDictionary<ulong, string>();
            foreach (var (adds, key) in script.SelectMany(s => Enumerable.Range(0, 9).Select(i => (s.Item1 || i % 3 > 0, (ulong)(s.Item2 * (i + 1) % 3_000)))))
            {
                if (adds)
                {
                    book.Set(key, $"{key}");
                    model[key] = $"{key}";
                }
                else
                {
                    book.Remove(key).ShouldBe(model.Remove(key));
                }
            }

            book.Count.ShouldBe(model.Count);
            book.All().ShouldBe(model.Values);
            book.After(1_500).ShouldBe(model.Where(m => m.Key > 1_500).Select(m => m.Value));
            book.Before(1_500).ShouldBe(model.Where(m => m.Key < 1_500).Select(m => m.Value).Reverse());
            model.Keys.ShouldAllBe(k => book.Contains(k));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_entries_in_any_order_split_pages()
    {
        var random = new Random(7);
        var keys = Enumerable.Range(0, 20_000).Select(i => (ulong)i).ToArray();
        random.Shuffle(keys);
        var book = new IdBook<string>();
        foreach (var key in keys)
        {
            book.Set(key, $"{key}");
        }

        book.Count.ShouldBe(keys.Length);
        book.All().Select(ulong.Parse).ShouldBe(keys.Order());
        foreach (var key in keys.Take(15_000))
        {
            book.Remove(key).ShouldBeTrue();
        }

        book.All().Select(ulong.Parse).ShouldBe(keys.Skip(15_000).Order());
    }
}
