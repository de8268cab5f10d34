using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;
using Mainstay.Discord.Rest;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Journal;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;
using Mainstay.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mainstay.Engine.Tests.Commands;

public sealed class InteractionRouterTests
{
    private static readonly Option<long> Amount = Sdk.Option.Integer("amount", "How many", required: true, min: 1, max: 5);
    private static readonly Capability Right = new("talk.speak", "speak");

    private readonly ManualTime _time = new();
    private readonly ScriptedWire _wire = new();
    private readonly Answering _authority = new();
    private readonly Noting _attempts = new();
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Talk _talk;
    private bool _replayed;
    private TimeSpan _late;

    public InteractionRouterTests() => _talk = new Talk(_slow.Task);

    [Fact]
    public async Task A_command_is_answered_at_once()
    {
        await UseAsync("say", Given(3));

        _wire.Answers.ShouldBe(["answer open Said: 3"]);
    }

    [Fact]
    public async Task What_is_not_declared_is_denied()
    {
        await UseAsync("shout");

        _wire.Answers.ShouldHaveSingleItem().ShouldStartWith("answer whispered That did not work");
    }

    [Fact]
    public async Task Who_lacks_the_right_is_told_alone_and_nothing_runs()
    {
        _authority.Allowed = false;

        await UseAsync("say", Given(3));

        _wire.Answers.ShouldBe(["answer whispered Not yours to do: You may not."]);
        _attempts.Noted.ShouldBe(["1 in 9: say, authority.denied"]);
    }

    [Fact]
    public async Task A_server_command_does_not_run_in_a_direct_message()
    {
        await UseAsync("say", Given(3), guild: null);

        _wire.Answers.ShouldHaveSingleItem().ShouldContain("works in a server only");
    }

    [Theory]
    [InlineData("""{"name":"amount","type":4,"value":6}""", "between 1 and 5")]
    [InlineData("""{"name":"amount","type":3,"value":"many"}""", "not what it should be")]
    [InlineData("""{"name":"other","type":4,"value":2}""", "no option")]
    [InlineData(null, "is missing")]
    public async Task Options_are_checked_again(string? option, string complaint)
    {
        await UseAsync("say", option);

        _wire.Answers.ShouldHaveSingleItem().ShouldContain(complaint);
    }

    [Fact]
    public async Task A_bug_is_a_sentence_with_a_number_to_quote()
    {
        await UseAsync("break");

        _wire.Answers.ShouldHaveSingleItem().ShouldContain($"quote `{Base36.Write(Fresh())}`");
    }

    [Fact]
    public async Task Slow_work_is_acknowledged_in_time_and_its_reply_arrives_later()
    {
        var use = UseAsync("wait");
        _time.Advance(InteractionSession.AnswerWithin);
        await Wait.UntilAsync(() => _wire.Answers.Count >= 1);
        _wire.Answers.ShouldBe(["defer whispered"]);
        _slow.SetResult();
        await use;

        _wire.Answers.ShouldBe(["defer whispered", "edit Done: at last"]);
    }

    [Fact]
    public async Task Past_the_life_of_the_token_the_reply_goes_on_elsewhere_and_stays_whispered()
    {
        var use = UseAsync("wait");
        _time.Advance(InteractionSession.AnswerWithin);
        await Wait.UntilAsync(() => _wire.Answers.Count >= 1);
        _time.Advance(InteractionSession.TokenLife);
        _slow.SetResult();
        await use;

        _wire.Answers[^1].ShouldBe("elsewhere whispered Done: at last");
    }

    [Fact]
    public async Task Progress_is_shown_at_a_bounded_rate_and_the_last_state_always_arrives()
    {
        await UseAsync("count");

        _wire.Answers[0].ShouldStartWith("answer open");
        _wire.Answers[^1].ShouldEndWith("Count: done");
        _wire.Answers.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_button_belongs_to_the_person_it_was_made_for()
    {
        await PressAsync(new ComponentId("talk", "again", new(2), "x"));

        _wire.Answers.ShouldHaveSingleItem().ShouldContain("These buttons belong to <@2>");
    }

    [Fact]
    public async Task A_button_asks_for_the_right_again()
    {
        _authority.Allowed = false;

        await PressAsync(new ComponentId("talk", "again", new(1), "x"));

        _wire.Answers.ShouldBe(["answer whispered Not yours to do: You may not."]);
    }

    [Fact]
    public async Task A_button_changes_its_message()
    {
        await PressAsync(new ComponentId("talk", "again", new(1), "x"));

        _wire.Answers.ShouldBe(["update Again: x"]);
    }

    [Fact]
    public async Task A_form_opens_without_asking_anything_and_its_fields_arrive()
    {
        await PressAsync(new ComponentId("talk", "form", new(1), "x"));
        _wire.Answers.ShouldBe(["form Tell me"]);
        _authority.Questions.ShouldBe(0);

        await SubmitAsync();
        _wire.Answers[^1].ShouldBe("update Told: because");
    }

    [Fact]
    public async Task Proposals_come_while_one_types_and_only_to_whom_may_use_the_command()
    {
        await HandleAsync("""{"type":4,"data":{"id":"5","name":"pick","type":1,"options":[{"name":"what","type":3,"value":"a","focused":true}]}}""");
        _authority.Allowed = false;
        await HandleAsync("""{"type":4,"data":{"id":"5","name":"pick","type":1,"options":[{"name":"what","type":3,"value":"a","focused":true}]}}""");

        _wire.Answers.ShouldBe(["propose a1,a2", "propose "]);
    }

    [Theory]
    [InlineData(DiscordErrorCode.InteractionAlreadyAcknowledged)]
    [InlineData(DiscordErrorCode.UnknownInteraction)]
    public async Task What_an_earlier_process_answered_has_no_effect_again(int refusal)
    {
        (_replayed, _wire.Refusal) = (true, refusal);

        await UseAsync("say", Given(3));
        await UseAsync("break");
        await PressAsync(new ComponentId("talk", "again", new(1), "x"));
        await SubmitAsync();

        _talk.Runs.ShouldBe(0);
        _wire.Answers.ShouldBe(refusal == DiscordErrorCode.UnknownInteraction ? [] : Enumerable.Repeat("finish I was interrupted", 4), "what it left unfinished is said to be");
    }

    [Fact]
    public async Task What_was_denied_before_is_not_noted_again()
    {
        (_replayed, _wire.Refusal, _authority.Allowed) = (true, DiscordErrorCode.InteractionAlreadyAcknowledged, false);

        await UseAsync("say", Given(3));

        _attempts.Noted.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_earlier_process_left_unanswered_runs_after_it_is_acknowledged()
    {
        _replayed = true;

        await UseAsync("say", Given(3));
        await PressAsync(new ComponentId("talk", "again", new(1), "x"));

        _wire.Answers.ShouldBe(["defer open", "edit Said: 3", "defer update", "edit Again: x"]);
    }

    [Fact]
    public async Task A_right_is_asked_for_before_anything_is_acknowledged()
    {
        (_replayed, _authority.Allowed) = (true, false);

        await UseAsync("say", Given(3));

        _wire.Answers.ShouldBe(["answer whispered Not yours to do: You may not."]);
    }

    [Fact]
    public async Task What_arrives_so_late_that_Discord_may_have_given_up_is_acknowledged_first()
    {
        _late = InteractionRouter.PromptWithin + TimeSpan.FromMilliseconds(1);
        await UseAsync("say", Given(3));
        _wire.Answers.ShouldBe(["defer open", "edit Said: 3"]);

        _wire.Refusal = DiscordErrorCode.UnknownInteraction;
        await UseAsync("say", Given(3));
        _talk.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_acknowledged_for_another_reason_may_have_been_had_before_as_well()
    {
        (_replayed, _wire.Refusal) = (true, 0);

        await UseAsync("say", Given(3));

        _talk.Runs.ShouldBe(0);
    }

    private static string Given(int amount) => $$"""{"name":"amount","type":4,"value":{{amount}} }""";

    private Task UseAsync(string command, string? option = null, string? guild = "9") =>
        HandleAsync($$"""{"type":2,"data":{"id":"5","name":"{{command}}","type":1,"options":[{{option}}]} }""", guild);

    private Task PressAsync(ComponentId id) => HandleAsync($$"""{"type":3,"data":{"component_type":2,"custom_id":"{{id}}"} }""");

    private Task SubmitAsync()
    {
        var fields = """[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"why","value":"because"}}]""";
        return HandleAsync($$"""{"type":5,"data":{"custom_id":"{{new ComponentId("talk", "form", new(1), "x")}}","components":{{fields}} } }""");
    }

    private ulong Fresh() => Snowflake.At(_time.GetUtcNow() - _late);

    private Task HandleAsync(string body, string? guild = "9")
    {
        const string User = """{"id":"1","username":"ada","discriminator":"0","global_name":null,"avatar":null}""";
        var place = guild is null
            ? $$"""{"user":{{User}},"channel_id":"4", """
            : $$"""{"guild_id":"{{guild}}","channel_id":"4","member":{"user":{{User}},"roles":[],"joined_at":null,"permissions":"0"}, """;
        var json = place + $"\"id\":\"{Fresh()}\"," + "\"application_id\":\"8\",\"token\":\"t\",\"version\":1," + body[1..];
        var interaction = JsonSerializer.Deserialize<Interaction>(json, DiscordJson.Options)!;
        return new InteractionRouter(new ModuleRegistry([_talk]), _authority, _attempts, _time, NullLogger<InteractionRouter>.Instance).HandleAsync(interaction, _wire, _replayed, EngineRig.Token);
    }

    private sealed class Answering : IAuthority
    {
        public bool Allowed { get; set; } = true;

        public int Questions { get; private set; }

        public ValueTask<Verdict> CheckAsync(Actor actor, Capability capability, Target? target, Place place, CancellationToken cancellationToken)
        {
            Questions++;
            return new(new Verdict(Allowed, "You may not."));
        }
    }

    private sealed class Noting : IAttempts
    {
        public List<string> Noted { get; } = [];

        public Task NoteAsync(Id<User> person, Place place, string what, string state, string correlation, Failure failure)
        {
            Noted.Add($"{person} in {place.Guild}: {what}{(state.Length > 0 ? $" {state}" : "")}, {failure.Code}");
            return Task.CompletedTask;
        }
    }

    private sealed class Talk(Task slow) : IModule
    {
        public int Runs { get; private set; }

        public string Name => "talk";

        public IReadOnlyList<Capability> Capabilities => [Right];

        public IReadOnlyList<Command> Commands =>
        [
            Make("say", [Amount], (context, _) => Reply("Said", $"{context.Get(Amount)}")),
            Make("break", [], (_, _) =>
            {
                Runs++;
                throw new InvalidOperationException("a bug");
            }),
            Make("count", [], async (context, ct) =>
            {
                for (var i = 0; i < 1_000; i++)
                {
                    await context.ShowAsync(new Reply { Title = "Count", Text = $"{i}" }, ct);
                }

                return new Reply { Title = "Count", Text = "done" };
            }),
            Make("pick", [Sdk.Option.Text("what", "What") with { Complete = (c, _) => Task.FromResult<IReadOnlyList<Choice>>([new("one", c.Typed + "1"), new("two", c.Typed + "2")]) }], (_, _) => Reply("", "")),
            Make("wait", [], async (_, _) =>
            {
                await slow;
                return new Reply { Title = "Done", Text = "at last" };
            }) with { Visibility = ReplyVisibility.OnlyToAsker },
        ];

        public IReadOnlyList<ComponentAction> Actions =>
        [
            new() { Name = "again", Capability = Right, Run = (context, _) => Reply("Again", context.State) },
            new() { Name = "form", Capability = Right, Form = new Form("Tell me", [new FormField("why", "Why")]), Run = (context, _) => Reply("Told", context.Fields["why"]) },
        ];

        private static Command Make(string path, IReadOnlyList<Option> options, Func<CommandContext, CancellationToken, Task<Outcome<Reply>>> run) => new()
        {
            Path = path,
            Description = "Do it",
            Capability = Right,
            Place = CommandPlace.Server,
            Visibility = ReplyVisibility.Open,
            Options = options,
            Run = run,
        };

        private Task<Outcome<Reply>> Reply(string title, string text)
        {
            Runs++;
            return Task.FromResult<Outcome<Reply>>(new Reply { Title = title, Text = text });
        }
    }
}
