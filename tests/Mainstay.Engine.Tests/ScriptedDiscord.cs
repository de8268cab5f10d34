using Mainstay.Discord;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;

namespace Mainstay.Engine.Tests;

/// <summary>One guild behind the requests of the kind member-roles.</summary>
internal sealed class ScriptedDiscord(GuildBuilder guild) : IMemberRoles
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<Sending> _never = new();

    public GuildBuilder Guild => guild;

    public EchoBoard? Echoes { get; set; }

    /// <summary>What becomes of the n-th request (from 1): done or not, and what the answer is. By default it is done and taken.</summary>
    public Func<int, (bool Done, Sending? Answer)> Script { get; set; } = _ => (true, new Sending.Accepted());

    /// <summary>Completes when a request that never gets an answer has arrived.</summary>
    public TaskCompletionSource Stuck { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Requests { get; private set; }

    public int Looks { get; private set; }

    /// <summary>What happens meanwhile when somebody looks.</summary>
    public Func<Task> WhileLooking { get; set; } = () => Task.CompletedTask;

    public GuildImage Image()
    {
        lock (_lock)
        {
            return guild.Build();
        }
    }

    public void Change(Action<GuildBuilder> change)
    {
        lock (_lock)
        {
            change(guild);
        }
    }

    public ulong[] RolesOf(ulong member) => Image().Members.TryGet(new(member), out var found) ? [.. found.Roles.ToArray().Select(r => r.Value)] : [];

    public void Reborn()
    {
        Script = _ => (true, new Sending.Accepted());
        Stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _never = new();
    }

    public Task<Sending> AddAsync(Id<Guild> id, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, held => [.. held.Append(role.Value)]);

    public Task<Sending> RemoveAsync(Id<Guild> id, Id<User> member, Id<Role> role, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, held => [.. held.Where(r => r != role.Value)]);

    public Task<Sending> SetAsync(Id<Guild> id, Id<User> member, IReadOnlyList<Id<Role>> roles, string reason, CancellationToken cancellationToken) =>
        DoAsync(id, member, _ => [.. roles.Select(r => r.Value)]);

    public async Task<SeenMember> LookAsync(Id<Guild> id, Id<User> member, CancellationToken cancellationToken)
    {
        Looks++;
        await WhileLooking();
        return Image().Members.TryGet(member, out var found) ? new SeenMember(found.Roles.ToArray(), false) : new SeenMember(null, true);
    }

    private Task<Sending> DoAsync(Id<Guild> id, Id<User> member, Func<ulong[], ulong[]> change)
    {
        lock (_lock)
        {
            Requests++;
            var (done, answer) = Script(Requests);
            if (done)
            {
                guild.Member(member.Value, change(RolesOf(member.Value)));
                Echoes?.Ring(id);
            }

            if (answer is null)
            {
                Stuck.TrySetResult();
                return _never.Task;
            }

            return Task.FromResult(answer);
        }
    }
}
