using System.Text.Json;
using Mainstay.Discord;
using Mainstay.Discord.Json;
using Mainstay.Engine.Commands;
using Mainstay.Engine.Modules;
using Mainstay.Sdk;

namespace Mainstay.Engine.Tests.Commands;

public sealed class CommandTreeTests
{
    [Fact]
    public void Paths_become_commands_groups_and_subcommands()
    {
        var tree = CommandTree.Of(Registry(Make("staff hire"), Make("staff rank add"), Make("staff rank list"), Make("help")));

        tree.Select(t => t.Name).ShouldBe(["help", "staff"]);
        tree[1].Options.Select(o => (o.Name, o.Type)).ShouldBe([("hire", CommandOptionType.Subcommand), ("rank", CommandOptionType.SubcommandGroup)]);
        tree[1].Options[1].Options!.Select(o => o.Name).ShouldBe(["add", "list"]);
    }

    [Fact]
    public void What_Discord_gives_back_is_the_same_and_a_change_is_not()
    {
        var option = Option.Integer("level", "How high", required: true, min: 1, max: 9);
        var wanted = CommandTree.Of(Registry(Make("staff hire", option), Make("help")));
        var registered = wanted.Select(Registered).ToArray();

        CommandRegistrar.Same(wanted, registered).ShouldBeTrue();
        CommandRegistrar.Same(CommandTree.Of(Registry(Make("staff hire", option with { Max = 8 }), Make("help"))), registered).ShouldBeFalse();
        CommandRegistrar.Same(CommandTree.Of(Registry(Make("help"))), registered).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Staff", "lower-case")]
    [InlineData("staff a b c", "one to three words")]
    [InlineData("jobs add", "no command group describes")]
    public void A_declaration_that_cannot_work_is_refused_at_start(string path, string complaint) =>
        Should.Throw<DeclarationException>(() => Registry(Make(path))).Message.ShouldContain(complaint);

    [Fact]
    public void A_right_that_nobody_declared_is_refused_at_start() =>
        Should.Throw<DeclarationException>(() => Registry(Make("help") with { Capability = new Capability("who.knows", "do it") })).Message.ShouldContain("who.knows");

    private static ApplicationCommand Registered(CommandTree tree) => JsonSerializer.Deserialize<ApplicationCommand>(
        $$"""
        {"id":"5","application_id":"8","version":"9","type":1,"name":"{{tree.Name}}","description":"{{tree.Description}}","default_member_permissions":null,
         "dm_permission":true,"nsfw":false,"contexts":[0],"integration_types":[0],"options":{{JsonSerializer.Serialize(tree.Options, DiscordJson.Options)}} }
        """,
        DiscordJson.Options)!;

    private static Command Make(string path, params Option[] options) => new()
    {
        Path = path,
        Description = "Do it",
        Capability = Capability.Everyone,
        Place = CommandPlace.Server,
        Visibility = ReplyVisibility.Open,
        Options = options,
        Run = (_, _) => Task.FromResult<Outcome<Reply>>(new Reply { Title = "" }),
    };

    private static ModuleRegistry Registry(params Command[] commands) => new([new Declared(commands)]);

    private sealed class Declared(IReadOnlyList<Command> commands) : IModule
    {
        public string Name => "declared";

        public IReadOnlyList<CommandGroup> CommandGroups => [new("staff", "Staff"), new("staff rank", "Ranks")];

        public IReadOnlyList<Command> Commands => commands;
    }
}
