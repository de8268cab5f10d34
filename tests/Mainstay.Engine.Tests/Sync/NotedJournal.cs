using Mainstay.Sdk;
using Mainstay.Sdk.Data;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>Keeps what is journalled, where there is no database for it.</summary>
internal sealed class NotedJournal : IJournal
{
    public List<AuditEntry> Entries { get; } = [];

    public Task AppendAsync(IUnit unit, AuditEntry entry)
    {
        Entries.Add(entry);
        return Task.CompletedTask;
    }

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => AppendAsync(null!, entry);
}
