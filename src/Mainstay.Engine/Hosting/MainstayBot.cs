using Mainstay.Discord;
using Mainstay.Discord.Gateway;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Image;
using Mainstay.Engine.Jobs;
using Mainstay.Engine.Keys;
using Mainstay.Engine.Modules;
using Mainstay.Engine.Operations;
using Mainstay.Sdk.Data;
using Microsoft.Extensions.Logging;

namespace Mainstay.Engine.Hosting;

/// <summary>
/// Mainstay on Discord, from start to stop: the schema is brought up to date, the images are loaded, the gateway is entered, the commands are registered, and
/// runs that an earlier stop interrupted are taken up again.
/// </summary>
public sealed partial class MainstayBot : IAsyncDisposable
{
    private readonly BotOptions _options;
    private readonly DiscordRest _rest;
    private readonly IMigrator _migrator;
    private readonly MasterKey _master;
    private readonly ModuleRegistry _modules;
    private readonly GuildImageRuntime _images;
    private readonly InteractionLane _interactions;
    private readonly ModuleEvents _events;
    private readonly CommandRegistrar _commands;
    private readonly RunRecovery _recovery;
    private readonly JobRunner _jobs;
    private readonly TimeProvider _time;
    private readonly ILogger<MainstayBot> _log;
    private GatewayClient? _client;

    internal MainstayBot(
        BotOptions options,
        DiscordRest rest,
        IMigrator migrator,
        MasterKey master,
        ModuleRegistry modules,
        GuildImageRuntime images,
        InteractionLane interactions,
        ModuleEvents events,
        CommandRegistrar commands,
        RunRecovery recovery,
        JobRunner jobs,
        TimeProvider time,
        ILogger<MainstayBot> log)
    {
        (_options, _rest, _migrator, _master, _modules, _images) = (options, rest, migrator, master, modules, images);
        (_interactions, _events, _commands, _recovery, _jobs, _time, _log) = (interactions, events, commands, recovery, jobs, time, log);
    }

    /// <summary>The bot's own user, once started.</summary>
    public User? Me { get; private set; }

    /// <summary>Ends when the gateway was left; fails with <see cref="GatewayRefusedException" /> when Discord refused for good.</summary>
    public Task Completion => _client?.Completion ?? Task.CompletedTask;

    /// <summary>Ends when the runs that an earlier stop interrupted have been finished and reported.</summary>
    public Task Recovered => _recovery.Completion;

    /// <summary>
    /// Brings the schema up to date and opens the master key. Part of <see cref="StartAsync" />; alone for what has to be in the database before.
    /// </summary>
    /// <exception cref="DatabaseException">The database cannot be used; the message says why and what to do.</exception>
    /// <exception cref="MasterKeyException">The master key is missing, wrong, or open to others.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await _migrator.MigrateAsync(MigrationSet.InOrder(_modules.Modules), cancellationToken).ConfigureAwait(false);
        await _master.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file of the master key, if this start made it: the operator is told to keep a copy apart.</summary>
    public string? MadeMasterKey => _master.MadeFile;

    /// <summary>Starts, and comes back when the gateway is entered and the commands are registered.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="DiscordRestException">Discord cannot be reached, or does not know the token.</exception>
    /// <exception cref="GatewayRefusedException">Discord refuses the connection for good, such as for an intent that is not granted.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken).ConfigureAwait(false);
        Me = await _rest.GetCurrentUserAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var application = await _rest.GetCurrentApplicationAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var gateway = await _rest.GetGatewayBotAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var sessions = await _images.LoadAsync(Me.Id, gateway.Shards, cancellationToken).ConfigureAwait(false);
        var starts = gateway.SessionStartLimit;
        _client = new GatewayClient(
            new GatewayOptions
            {
                Token = _options.Token,
                Url = new Uri(gateway.Url),
                Intents = _options.Intents,
                ShardCount = gateway.Shards,
                Sessions = sessions,
                SessionStarts = new SessionStarts(starts.Remaining, starts.Total, TimeSpan.FromMilliseconds(starts.ResetAfter), starts.MaxConcurrency),
            },
            _time,
            new Random(_options.Seed));
        _images.Attach(_client, _options.Intents);
        _events.Attach(_client);
        _interactions.Attach(_client);
        await _client.StartAsync(cancellationToken).ConfigureAwait(false);
        await _commands.RegisterAsync(application.Id, cancellationToken).ConfigureAwait(false);
        _recovery.Start();
        _jobs.Start();
        LogStarted(_log, Me.Username);
    }

    /// <summary>Lets handlers under way come to an end, then leaves the gateway, keeping the sessions; what is interrupted is taken up at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _client, null) is not { } client)
        {
            return;
        }

        // While the gateway is still there, because what is under way ends with its echo.
        await Task.WhenAll(_recovery.StopAsync(), _interactions.StopAsync(), _images.InterruptAsync(), _jobs.DisposeAsync().AsTask()).ConfigureAwait(false);
        await _recovery.LetGoAsync().ConfigureAwait(false);
        await client.StopAsync(keepSessions: true, cancellationToken).ConfigureAwait(false);
        await _events.StopAsync().ConfigureAwait(false);
        await _images.StopAsync(cancellationToken).ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>As <see cref="StopAsync" />.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);

    [LoggerMessage(101, LogLevel.Information, "On Discord as {Name}")]
    private static partial void LogStarted(ILogger log, string name);
}
