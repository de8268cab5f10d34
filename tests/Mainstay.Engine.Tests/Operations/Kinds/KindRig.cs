using Mainstay.Discord;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Authority;
using Mainstay.Engine.Catalogue;
using Mainstay.Engine.Operations;
using Mainstay.Engine.Operations.Access;
using Mainstay.Engine.Operations.Kinds;
using Mainstay.Sandbox;
using Mainstay.Sandbox.Faults;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Engine.Tests.Operations.Kinds;

/// <summary>Plans of a few changes against Discord in a box: checked, applied and taken back by the engine itself, without anybody pressing buttons.</summary>
internal sealed class KindRig : IAsyncDisposable
{
    private readonly HostedMainstay _hosted;

    private KindRig(HostedMainstay hosted) => _hosted = hosted;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public SandboxPerson Owner => _hosted.As("owner");

    public DiscordRest Discord => Get<DiscordRest>();

    public ChangeKinds Kinds => Get<ChangeKinds>();

    public Id<Guild> Guild => Get<IGuilds>().All.Single();

    /// <summary>The picture as it stands now.</summary>
    public GuildImage Image => Get<IGuilds>().TrySnapshot(Guild, out var image) ? image : throw new InvalidOperationException("There is no picture of the guild.");

    public Actor Actor { get; set; } = Actor.Mainstay;

    public FaultPlan Faults
    {
        set => _hosted.Sandbox.Faults = value;
    }

    public static async Task<KindRig> StartAsync(SandboxOptions? options = null)
    {
        var hosted = await HostedMainstay.StartAsync(services => services.AddSingleton<IModule, KindProbe>(), options ?? HostedSandbox.ForTests, await OnPostgresAttribute.DatabaseAsync(), Token);
        var rig = new KindRig(hosted);
        await Wait.UntilAsync(() => rig.Get<IGuilds>().All.Count > 0 && rig.Image is { IsAvailable: true, Members.Completeness.IsComplete: true });

        // Records name the server's row, which the mirror writes a moment later.
        await Wait.UntilAsync(async () => (await rig.QueryAsync<long>("SELECT COUNT(*) FROM guild"))[0] > 0);
        return rig;
    }

    public T Get<T>()
        where T : notnull => _hosted.Services.GetRequiredService<T>();

    public Channel Channel(string name) => Image.Channels.First(c => c.Name == name);

    public Role Role(string name) => Image.Roles.First(r => r.Name == name);

    public Id<User> Person(string name)
    {
        foreach (var member in Image.Members)
        {
            if (member.Username == name)
            {
                return member.Id;
            }
        }

        throw new InvalidOperationException($"There is no {name}.");
    }

    /// <summary>One drop of the answer to the first request of a route, after it was carried out.</summary>
    public void DropAnswerOf(RestRoute route, params int[] ordinals) => Faults = new FaultPlan
    {
        Rules = [new FaultRule { Kind = FaultKind.DropAfter, On = $"{route.Method} {route.Template}", Ordinals = ordinals.Length == 0 ? [1] : ordinals }],
    };

    public IReadOnlyList<string> Obstacles(params IReadOnlyList<Change> changes) =>
        [.. Kinds.Obstacles(new PlanChecks(Image, new ImageReach(Image, Actor), changes), changes)];

    /// <summary>Plans and applies; the steps as they ended, about the objects that they made.</summary>
    public async Task<IReadOnlyList<Step>> ApplyAsync(params IReadOnlyList<Change> changes)
    {
        var run = await PlanAsync(changes);
        return await ResumeAsync(run);
    }

    /// <summary>Keeps a plan as a run whose steps all wait.</summary>
    public async Task<Run> PlanAsync(IReadOnlyList<Change> changes)
    {
        AccessOrder.Arrange(Image, PlanOrder.Complete(changes, Kinds)).Try(out var ordered, out var failure).ShouldBeTrue(failure?.Sentence);
        Obstacles([.. ordered!]).ShouldBeEmpty();
        var now = TimeProvider.System.GetUtcNow();
        return await Get<RunStore>().CreateAsync(
            new Run
            {
                Id = 0,
                Guild = Guild,
                Operation = "probe.kinds",
                Title = "Kinds",
                Arguments = Arguments.None,
                Actor = Actor.User,
                State = RunState.Running,
                Frame = Frame.Of(Image, Actor, []),
                Findings = [],
                Correlation = "test",
                CreatedAt = now,
                ExpiresAt = now,
                Surface = new Surface(null, false),
                Owner = "kinds",
                LeaseUntil = now.AddHours(1),
                Fence = 1,
            },
            ordered!,
            Token);
    }

    /// <summary>Applies what is pending of a run and settles what was sent.</summary>
    public async Task<IReadOnlyList<Step>> ResumeAsync(Run run)
    {
        var steps = await Get<RunStore>().StepsAsync(run, Token);
        var ended = await Get<RunApplier>().ApplyAsync(run, steps, _ => { }, CancellationToken.None, CancellationToken.None);
        var kept = await Get<RunStore>().StepsAsync(run, Token);
        kept.Select(s => (s.State, s.Failure?.Code, s.Made)).ShouldBe(ended.Select(s => (s.State, s.Failure?.Code, s.Made)));
        return [.. Kinds.Resolved(ended, new IdMap())];
    }

    /// <summary>What takes applied steps back, as a plan.</summary>
    public async Task<IReadOnlyList<Change>> InverseAsync(IReadOnlyList<Step> steps) =>
        Kinds.Undo(Image, Kinds.Resolved(steps, await Get<IdAliases>().ReadAsync(Guild, Token)).Where(s => s.State == StepState.Applied).Select(s => s.Change));

    public async Task<IReadOnlyList<Step>> UndoAsync(IReadOnlyList<Step> steps)
    {
        var undone = await ApplyAsync(await InverseAsync(steps));
        undone.ShouldAllBe(s => s.State == StepState.Applied || s.Failure!.Code == "target.already");
        return undone;
    }

    /// <summary>What an id of a deleted object stands for by now.</summary>
    public async Task<Id<T>> NowAsync<T>(Id<T> old) => (await Get<IdAliases>().ReadAsync(Guild, Token)).Of(old);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql) => Get<IDatabase>().ReadAsync(unit => unit.QueryAsync<T>(sql), Token);

    public Task<int> ExecuteAsync(string sql) => Get<IDatabase>().WriteAsync(unit => unit.ExecuteAsync(sql), Token);

    public ValueTask DisposeAsync() => _hosted.DisposeAsync();
}

/// <summary>A module with a table that names roles and channels, and settings that do.</summary>
internal sealed class KindProbe : IModule
{
    public string Name => "kindprobe";

    public IReadOnlyList<SettingsDeclaration> Settings => [SettingsDeclaration.Of<KindProbeSettings>("kindprobe", "Kind probe")];

    public MigrationSet Migrations => new(
        "kindprobe",
        [new Migration(1, "spot", "CREATE TABLE kindprobe_spot (guild_id BIGINT NOT NULL REFERENCES guild (guild_id) ON DELETE CASCADE, number BIGINT NOT NULL, role_id BIGINT, channel_id BIGINT, note TEXT, PRIMARY KEY (guild_id, number));", "DROP TABLE kindprobe_spot;")]);

    public IReadOnlyList<Table> Tables =>
    [
        new()
        {
            Name = "kindprobe_spot",
            Description = "Roles and channels that somebody noted.",
            Kind = TableKind.Record,
            Key = ["guild_id", "number"],
            References = [TableReference.ToGuild],
            Columns =
            [
                new("guild_id", ColumnType.Integer) { Names = DiscordObject.Guild },
                new("number", ColumnType.Integer),
                new("role_id", ColumnType.Integer) { Names = DiscordObject.Role, Nullable = true },
                new("channel_id", ColumnType.Integer) { Names = DiscordObject.Channel, Nullable = true },
                new("note", ColumnType.Text) { Nullable = true },
            ],
        },
    ];
}

internal sealed record KindProbeSettings
{
    [Setting("Where to write")]
    public Id<Channel> Home { get; init; }

    [Setting("Who may")]
    public IReadOnlyList<Id<Role>> Trusted { get; init; } = [];
}
