using System.Diagnostics.CodeAnalysis;
using Mainstay.Discord;
using Mainstay.Modules.Repair;
using Mainstay.Modules.Repair.Watch;
using Mainstay.Sdk;
using Mainstay.Sdk.Data;
using Mainstay.Sdk.Image;
using Mainstay.Store;
using Mainstay.Testing.Engine;
using Mainstay.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Mainstay.Modules.Tests.Repair;

/// <summary>The watch: what it says, what it repairs, and when it keeps quiet.</summary>
public class RepairWatchTests
{
    private static readonly Finding Open = new("channels.hidden", Severity.Warning, Target.Channel(new(7)), "Mainstay may not view it.");

    [Fact]
    public async Task New_drift_is_told_once_and_again_when_it_is_other_drift()
    {
        await using var rig = await Rig.StartAsync();
        rig.Drafts["repair.staff-roles"] = () => Drifted(10);

        (await rig.LookAsync()).ShouldBe(TimeSpan.FromMinutes(360));
        rig.Said.ShouldHaveSingleItem().Fields.ShouldHaveSingleItem().Value.ShouldContain("<@10> + <@&50>");
        await rig.LookAsync();
        rig.Said.Count.ShouldBe(1);

        rig.Drafts["repair.staff-roles"] = () => Drifted(11);
        await rig.LookAsync();
        rig.Said.Count.ShouldBe(2);
        rig.Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_put_right_and_comes_back_is_told_again()
    {
        await using var rig = await Rig.StartAsync();
        rig.Drafts["repair.channels"] = () => new Draft { Findings = [Open] };
        await rig.LookAsync();
        rig.Drafts.Clear();
        await rig.LookAsync();
        rig.Drafts["repair.channels"] = () => new Draft { Findings = [Open] };
        await rig.LookAsync();

        rig.Said.Count.ShouldBe(2);
    }

    [Fact]
    public async Task It_repairs_only_what_the_server_chose_and_says_why_when_it_could_not()
    {
        await using var rig = await Rig.StartAsync();
        rig.Settings = new RepairSettings { WatchStaffRoles = WatchMode.Heal };
        rig.Drafts["repair.staff-roles"] = () => Drifted(10);
        rig.Drafts["repair.job-roles"] = () => Drifted(11);
        rig.OnApply = operation => rig.Drafts.Remove(operation);

        await rig.LookAsync();
        rig.Applied.ShouldBe(["repair.staff-roles"]);
        rig.Said.ShouldHaveSingleItem().Fields.ShouldHaveSingleItem().Name.ShouldBe("Repair job roles: 1 repair");

        rig.Drafts["repair.staff-roles"] = () => Drifted(12);
        rig.Refusal = new Failure("operation.attended", "This asks for more care.");
        await rig.LookAsync();
        rig.Said[^1].Fields.ShouldHaveSingleItem().Value.ShouldContain("not repaired by itself: This asks for more care.");
    }

    [Fact]
    public async Task A_server_of_which_not_all_is_known_is_not_judged()
    {
        await using var rig = await Rig.StartAsync(incomplete: true);
        rig.Drafts["repair.staff-roles"] = () => Drifted(10);

        (await rig.LookAsync()).ShouldBe(TimeSpan.FromSeconds(30));
        rig.Looked.ShouldBeEmpty();
        rig.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watch_that_is_switched_off_looks_at_nothing()
    {
        await using var rig = await Rig.StartAsync();
        rig.Settings = new RepairSettings
        {
            WatchStaffRoles = WatchMode.Off,
            WatchJobRoles = WatchMode.Off,
            WatchChannels = WatchMode.Off,
            WatchConfig = WatchMode.Off,
            WatchOrphaned = WatchMode.Off,
        };
        rig.Drafts["repair.staff-roles"] = () => Drifted(10);

        await rig.LookAsync();
        rig.Looked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_fits_whatever_was_found()
    {
        await using var rig = await Rig.StartAsync();
        rig.Drafts["repair.channels"] = () => new Draft { Findings = [.. Enumerable.Range(0, 300).Select(i => Open with { Sentence = new string('x', 10 * i) })] };

        await rig.LookAsync();
        var field = rig.Said.ShouldHaveSingleItem().Fields.ShouldHaveSingleItem();
        field.Value.Length.ShouldBeLessThanOrEqualTo(Limits.EmbedFieldValue);
        field.Value.ShouldEndWith("`/repair channels` shows the plan.");
    }

    private static Draft Drifted(ulong member) => new()
    {
        Changes = [new MemberRolesChange { Member = new(member), Before = [], After = [new(50)], Reason = "test" }],
    };

    private sealed class Rig : IAsyncDisposable, IOperations, IGuilds, ISettings, IGuildLog, IJobs
    {
        private readonly ServiceProvider _services;
        private readonly GuildImage _image;

        private Rig(ServiceProvider services, GuildImage image) => (_services, _image) = (services, image);

        public RepairSettings Settings { get; set; } = new();

        public Dictionary<string, Func<Draft>> Drafts { get; } = [];

        public List<string> Looked { get; } = [];

        public List<string> Applied { get; } = [];

        public List<Reply> Said { get; } = [];

        public Action<string>? OnApply { get; set; }

        public Failure? Refusal { get; set; }

        public IReadOnlyCollection<Id<Guild>> All => [_image.Id];

        public static async Task<Rig> StartAsync(bool incomplete = false)
        {
            var database = await OnPostgresAttribute.DatabaseAsync();
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddSingleton(database);
            services.AddStore(database.Options);
            var guild = new GuildBuilder();
            var provider = services.BuildServiceProvider();
            var rig = new Rig(provider, (incomplete ? guild.Incomplete() : guild).Build());
            var store = provider.GetRequiredService<IDatabase>();
            var module = new RepairModule(rig, rig, null!, null!, rig, store, rig, rig, TimeProvider.System);
            await provider.GetRequiredService<IMigrator>().MigrateAsync([.. MigrationSet.InOrder([.. provider.GetServices<IModule>(), module])], TestContext.Current.CancellationToken);
            await store.WriteAsync(
                unit => unit.ExecuteAsync("INSERT INTO guild (guild_id, name, first_seen_at, updated_at) VALUES (@id, '', 0, 0)", new { id = rig._image.Id }), TestContext.Current.CancellationToken);
            return rig;
        }

        public Task<TimeSpan?> LookAsync()
        {
            var watch = new RepairWatch(this, this, this, this, new WatchStore(_services.GetRequiredService<IDatabase>()), new ManualTime(), this);
            return watch.Job.RunAsync(_image.Id, TestContext.Current.CancellationToken);
        }

        public Task<Outcome<Draft>> LookAsync(Id<Guild> guild, string operation, Arguments arguments, CancellationToken cancellationToken)
        {
            Looked.Add(operation);
            return Task.FromResult<Outcome<Draft>>(Drafts.TryGetValue(operation, out var draft) ? draft() : new Draft());
        }

        public Task<Outcome<Reply>> ApplyUnattendedAsync(Id<Guild> guild, string operation, Arguments arguments, CancellationToken cancellationToken)
        {
            if (Refusal is { } refusal)
            {
                return Task.FromResult<Outcome<Reply>>(refusal);
            }

            Applied.Add(operation);
            OnApply?.Invoke(operation);
            return Task.FromResult<Outcome<Reply>>(new Reply { Title = "done" });
        }

        public bool TrySnapshot(Id<Guild> guild, [NotNullWhen(true)] out GuildImage? image)
        {
            image = _image;
            return true;
        }

        public ValueTask<SettingsVersion<TSettings>> GetAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
            where TSettings : class, new() => ValueTask.FromResult(new SettingsVersion<TSettings>(1, (TSettings)(object)Settings, default, default, []));

        public Task<bool> TellAsync(Id<Guild> guild, Reply reply, CancellationToken cancellationToken)
        {
            Said.Add(reply);
            return Task.FromResult(true);
        }

        public void Wake(Id<Guild> guild, string job, TimeSpan quiet) => throw new InvalidOperationException("Nobody is woken here.");

        public Task<Outcome<Reply>> PreviewAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<Outcome<Reply>> DryRunAsync(HandlerContext context, string operation, Arguments arguments, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<Outcome<SettingsVersion<TSettings>>> SaveAsync<TSettings>(Id<Guild> guild, TSettings value, int madeFrom, Actor author, CancellationToken cancellationToken)
            where TSettings : class, new() => throw new InvalidOperationException();

        public Task<IReadOnlyList<SettingsVersion<TSettings>>> HistoryAsync<TSettings>(Id<Guild> guild, CancellationToken cancellationToken)
            where TSettings : class, new() => throw new InvalidOperationException();

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
        }
    }
}

[OnPostgres]
public sealed class RepairWatchOnPostgres : RepairWatchTests;
