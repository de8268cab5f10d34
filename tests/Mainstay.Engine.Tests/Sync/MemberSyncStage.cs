using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Image;
using Mainstay.Engine.Tests.Image;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Data;
using Mainstay.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Tests.Sync;

/// <summary>A guild whose lists a test writes, and a mirror in a real database.</summary>
public abstract class MemberSyncStage : IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected ManualTime Time { get; } = new();

    private protected ScriptedSource Source { get; } = new();

    private protected NotedJournal Journal { get; } = new();

    protected ServiceProvider Services { get; set; } = null!;

    private protected LiveGuild Live { get; set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IMemberSync Sync => Services.GetRequiredService<IMemberSync>();

    protected ISyncRuns Runs => Services.GetRequiredService<ISyncRuns>();

    protected IGuildMirror Mirror => Services.GetRequiredService<IGuildMirror>();

    public async ValueTask InitializeAsync()
    {
        _database = await OnPostgresAttribute.DatabaseAsync();
        Services = Compose();
        await Services.GetRequiredService<IMigrator>().MigrateAsync([.. Services.GetServices<MigrationSet>()], Token);
        Live = Services.GetRequiredService<GuildImages>().GetOrAdd(Told.Guild);
        Live.Create(Told.Create(25, [Told.Role(1, "a")], []));
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected ServiceProvider Compose()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time)
            .AddStore(_database.Options).AddGuildImages().AddSingleton<IJournal>(Journal);
        services.AddSingleton(_ => new DiscordRest(new BotToken("no-token-is-used"), new DiscordRestOptions(), Time));
        services.Replace(ServiceDescriptor.Singleton<IMemberSource>(Source));
        return services.BuildServiceProvider();
    }

    protected async Task<SyncReport> RunAsync(bool force = false, Func<SyncProgress, ValueTask>? progress = null) =>
        (await Sync.SyncAsync(Told.Guild, force, progress, Token)).Value;

    protected async Task<string[]> NamesAsync()
    {
        var writer = new GuildImageWriter(Told.Guild, Told.Bot);
        await Mirror.LoadAsync(writer, Token);
        return [.. writer.Snapshot().Members.AsEnumerable().Select(member => member.Username)];
    }

    private protected sealed class ScriptedSource : IMemberSource
    {
        public int[] Members { get; set; } = [];

        public int[] Bad { get; set; } = [];

        public bool Completes { get; set; } = true;

        public Failure? Refusal { get; set; }

        public Task Gate { get; private set; } = Task.CompletedTask;

        public (int Count, Task Gate)? GateAfter { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Requests { get; private set; }

        /// <summary>Lists begin, and go on when what comes back is set.</summary>
        public TaskCompletionSource Hold()
        {
            var gate = new TaskCompletionSource();
            Gate = gate.Task;
            return gate;
        }

        public Failure? Refuses(Id<Guild> guild) => Refusal;

        public async Task<ListEnd> ListAsync(Id<Guild> guild, Id<User> after, IMemberSink sink, CancellationToken cancellationToken)
        {
            var taken = 0;
            Requests++;
            Started.TrySetResult();
            await Gate;
            foreach (var chunk in Members.Chunk(10))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var id in chunk)
                {
                    if (Bad.Contains(id))
                    {
                        sink.Fail(Told.User(id), "bad");
                    }
                    else
                    {
                        sink.Take(Told.Member(id));
                    }
                }

                await sink.StepAsync(default);
                taken += chunk.Length;
                if (GateAfter is var (count, gate) && taken == count)
                {
                    Paused.TrySetResult();
                    await gate;
                }
            }

            return Completes ? ListEnd.Complete : new ListEnd(false, "the test says so");
        }
    }
}
