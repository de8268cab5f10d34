using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;

namespace Mainstay.Engine.Journal;

/// <summary>Whose personal data a change is, as the catalogue declares it.</summary>
internal sealed class JournalSubjects(Lazy<ModuleRegistry> modules)
{
    /// <summary>The person whom a change is about: the member who is its target, the person of its row, otherwise who asked for it.</summary>
    public Id<User> Of(Change change, Id<User> actor) => change switch
    {
        RowChange row => PersonOf(row) ?? actor,
        { Target: { Kind: TargetKind.Member, Id: not 0 } member } => new Id<User>(member.Id),
        _ => actor,
    };

    private Id<User>? PersonOf(RowChange change)
    {
        if (modules.Value.Table(change.Table) is not { } table)
        {
            return null;
        }

        // The columns that name the row come first: a note about somebody is theirs, not the author's.
        var persons = table.Columns.Select(column => column.PersonalTo).OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (var column in persons.OrderBy(column => table.Key.Contains(column) ? 0 : 1))
        {
            foreach (var row in (Row?[])[change.Key, change.After, change.Before])
            {
                if (row?.Has(column) == true && row[column] is long id and not 0)
                {
                    return new Id<User>((ulong)id);
                }
            }
        }

        return null;
    }
}
