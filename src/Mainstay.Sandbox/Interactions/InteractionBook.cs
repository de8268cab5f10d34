using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mainstay.Discord;
using Mainstay.Sandbox.Server;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Interactions;

/// <summary>Every interaction under way. An application answers in time or not at all, and may add to its answer for 15 min.</summary>
internal sealed class InteractionBook(DiscordWorld world, TimeProvider time)
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private readonly Dictionary<Id<Interaction>, LiveInteraction> _byId = [];
    private readonly Dictionary<string, LiveInteraction> _byToken = new(StringComparer.Ordinal);

    /// <summary>See <see cref="SandboxOptions.TimeToAnswer" />.</summary>
    public TimeSpan TimeToAnswer { get; set; } = new SandboxOptions().TimeToAnswer;

    public LiveInteraction? Find(Id<Interaction> id) => _byId.GetValueOrDefault(id);

    public bool TryToken(string token, [NotNullWhen(true)] out LiveInteraction? interaction) => _byToken.TryGetValue(token, out interaction);

    /// <summary>An id and the token that belongs to it, as opaque as Discord's.</summary>
    public (Id<Interaction> Id, string Token) Next()
    {
        var id = world.Ids.Next<Interaction>();
        return (id, Convert.ToBase64String(Encoding.ASCII.GetBytes($"interaction:{id}:{world.Text(96)}")).TrimEnd('='));
    }

    /// <summary>Sends an interaction to its application and begins to wait.</summary>
    public LiveInteraction Begin(LiveInteraction interaction, Interaction payload)
    {
        Forget();
        _byId.Add(interaction.Id, interaction);
        _byToken.Add(interaction.Token, interaction);
        interaction.Deadline = time.CreateTimer(_ => Expire(interaction), null, TimeToAnswer, Timeout.InfiniteTimeSpan);
        Tell(interaction);
        world.Raise(new WorldEvent("INTERACTION_CREATE", interaction.Channel.Guild?.Id, null, interaction.Application.BotId, payload));
        return interaction;
    }

    /// <summary>The interaction that a callback answers; refuses what comes too late, twice, or out of nowhere.</summary>
    public LiveInteraction ToAnswer(Id<Interaction> id, string token)
    {
        if (Find(id) is not { } interaction || interaction.Token != token || interaction.State == InteractionState.Failed || world.Now - interaction.Born > TokenLife)
        {
            throw Unknown;
        }

        return interaction.IsAnswered ? throw AlreadyAcknowledged : interaction;
    }

    /// <summary>The interaction of a token that is still good for more messages.</summary>
    public LiveInteraction ToContinue(string token)
    {
        if (!TryToken(token, out var interaction) || world.Now - interaction.Born > TokenLife)
        {
            throw Refusals.InvalidWebhookToken;
        }

        return interaction.IsAnswered ? interaction : throw Refusals.UnknownWebhook;
    }

    /// <summary>Notes how an interaction goes on and tells the person.</summary>
    public void Advance(LiveInteraction interaction, InteractionState state)
    {
        interaction.State = state;
        interaction.Deadline?.Dispose();
        interaction.Deadline = null;
        Tell(interaction);
    }

    public void Tell(LiveInteraction interaction) => world.Tell(new PersonEvent("SANDBOX_INTERACTION", interaction.Person.Id, interaction.View()));

    public static Refusal Unknown => Refusal.Unknown(10062, "Unknown interaction");

    public static Refusal AlreadyAcknowledged => new(400, 40060, "Interaction has already been acknowledged.");

    private void Expire(LiveInteraction interaction)
    {
        lock (world.Gate)
        {
            if (interaction.State != InteractionState.Waiting)
            {
                return;
            }

            // A command that nobody answered leaves a note that only the person sees; a press leaves one at the message.
            if (interaction.Type == InteractionType.ApplicationCommand)
            {
                interaction.Original = world.Ephemerals.AddFailure(interaction);
            }

            Advance(interaction, InteractionState.Failed);
        }
    }

    private void Forget()
    {
        var horizon = world.Now - (2 * TokenLife);
        foreach (var old in _byId.Values.Where(i => i.Born < horizon).ToArray())
        {
            _byId.Remove(old.Id);
            _byToken.Remove(old.Token);
        }
    }
}
