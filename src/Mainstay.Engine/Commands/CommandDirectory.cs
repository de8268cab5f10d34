using Mainstay.Discord;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;

namespace Mainstay.Engine.Commands;

/// <summary>The declared commands, and the ids under which Discord registered them.</summary>
internal sealed class CommandDirectory(Lazy<ModuleRegistry> modules, IAuthority authority) : ICommandDirectory
{
    private volatile IReadOnlyDictionary<string, Id<ApplicationCommand>> _registered = new Dictionary<string, Id<ApplicationCommand>>();

    public IReadOnlyList<DirectoryEntry> All => [.. modules.Value.Commands.Select(Entry)];

    public async Task<IReadOnlyList<DirectoryEntry>> AllowedAsync(Actor actor, Place place, CancellationToken cancellationToken)
    {
        var allowed = new List<DirectoryEntry>();
        foreach (var entry in modules.Value.Commands)
        {
            var here = entry.Command.Place switch
            {
                CommandPlace.Server => place.Guild is not null,
                CommandPlace.DirectMessage => place.Guild is null,
                _ => true,
            };
            if (here && (await authority.CheckAsync(actor, entry.Command.Capability, null, place, cancellationToken).ConfigureAwait(false)).Allowed)
            {
                allowed.Add(Entry(entry));
            }
        }

        return allowed;
    }

    /// <summary>Takes over under which ids Discord has the commands.</summary>
    public void Registered(IEnumerable<ApplicationCommand> commands) => _registered = commands.ToDictionary(c => c.Name, c => c.Id, StringComparer.Ordinal);

    private DirectoryEntry Entry(CommandEntry entry)
    {
        var path = entry.Command.Path;
        var mention = _registered.TryGetValue(path.Split(' ')[0], out var id) ? $"</{path}:{id}>" : $"`/{path}`";
        return new DirectoryEntry(entry.Module, entry.Command, entry.Text, mention);
    }
}
