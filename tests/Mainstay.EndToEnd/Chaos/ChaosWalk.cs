using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Sandbox.Scenarios;
using Mainstay.Testing.Engine;

namespace Mainstay.EndToEnd.Chaos;

/// <summary>Draws one operation after another: commands as people use them, what people do on Discord itself, and what happens to the connection.</summary>
internal sealed class ChaosWalk
{
    private readonly HostedMainstay _firm;
    private readonly Random _chance;
    private readonly ScenarioRoster _roster;
    private readonly SandboxPerson _owner;
    private readonly string _guild;
    private readonly List<SeenReply> _reports = [];
    private readonly SortedDictionary<string, int> _told = new(StringComparer.Ordinal);
    private readonly (int Weight, string Name, Func<int, CancellationToken, Task> Do)[] _kinds;
    private readonly Dictionary<string, TimeSpan> _spent = [];
    private string[] _people = [];

    public ChaosWalk(HostedMainstay firm, Random chance)
    {
        (_firm, _chance, _roster, _owner) = (firm, chance, firm.Sandbox.Roster!, firm.As("owner"));
        _guild = _roster.Guild.ToString();
        _kinds =
        [
            (34, "staff", (_, ct) => CommandAsync(StaffCommand(), ct)),
            (20, "job", (_, ct) => CommandAsync(JobCommand(), ct)),
            (8, "repair", (_, ct) => CommandAsync(Pick("/repair staff-roles", "/repair job-roles"), ct)),
            (4, "everything", (n, ct) => CommandAsync($"/chaos what:chaos-{n}", ct)),
            (4, "undo", UndoAsync),
            (5, "stop", StopAsync),
            (4, "sync", (_, ct) => CommandAsync(Pick("/sync users", "/sync roles"), ct)),
            (30, "world", WorldAsync),
            (5, "gateway", GatewayAsync),
        ];
    }

    /// <summary>How often each was drawn, for how long, and how the commands ended.</summary>
    public string Told => string.Join(", ", _told.Select(t => $"{t.Key} {t.Value}{(_spent.TryGetValue(t.Key, out var spent) ? string.Create(CultureInfo.InvariantCulture, $" in {spent.TotalSeconds:0.0} s") : "")}"));

    private string Person => _people[_chance.Next(_people.Length)];

    private string Rank => _roster.Ranks[_chance.Next(_roster.Ranks.Count)].Role.ToString();

    public async Task StepAsync(int number, CancellationToken cancellationToken)
    {
        if (_people.Length == 0)
        {
            // Few, so that operations meet on the same people: half of them on staff.
            var members = await _owner.CallAsync(HttpMethod.Get, $"/guilds/{_guild}/members?limit=40&offset=900", null, cancellationToken);
            _people = [.. _roster.Staff.Take(20).Select(s => s.User.ToString()), .. ((JsonArray)members["members"]!).OfType<JsonNode>().Where(m => (bool?)m["bot"] != true).Take(20).Select(m => (string)m["id"]!)];
        }

        var drawn = _chance.Next(_kinds.Sum(k => k.Weight));
        var kind = _kinds.First(k => (drawn -= k.Weight) < 0);
        Count(kind.Name);
        var begun = TimeProvider.System.GetTimestamp();
        await kind.Do(number, cancellationToken);
        _spent[kind.Name] = _spent.GetValueOrDefault(kind.Name) + TimeProvider.System.GetElapsedTime(begun);
    }

    private string StaffCommand() => Pick(
        $"/staff hire member:{Person} rank:{Rank}",
        $"/staff promote member:{Person}",
        $"/staff demote member:{Person}",
        $"/staff fire member:{Person}",
        $"/staff suspend member:{Person}",
        $"/staff reinstate member:{Person}",
        $"/staff settle member:{Person} follow:{Pick("adopt", "revert")}");

    private string JobCommand()
    {
        var job = _chance.Next(1, 8);
        return Pick(
            $"/job add title:Job role:{Rank} limit:{_chance.Next(1, 5)}",
            $"/job assign job:{job} member:{Person}",
            $"/job unassign job:{job} member:{Person}",
            $"/job close job:{job}",
            $"/job reopen job:{job}",
            $"/job edit job:{job} limit:{_chance.Next(1, 9)}",
            $"/job remove job:{job}");
    }

    private async Task CommandAsync(string command, CancellationToken cancellationToken)
    {
        var reply = Seen(await _owner.UseAsync(command, cancellationToken));
        if (Has(reply, "Apply"))
        {
            reply = Seen(await _owner.ConfirmAsync(reply, cancellationToken));
            if (Has(reply, "Undo"))
            {
                _reports.Add(reply);
            }
        }
    }

    private async Task UndoAsync(int number, CancellationToken cancellationToken)
    {
        if (_reports.Count == 0)
        {
            return;
        }

        var at = _chance.Next(_reports.Count);
        var reply = Seen(await _owner.PressAsync(_reports[at], "Undo", cancellationToken));
        _reports.RemoveAt(at);
        if (Has(reply, "Apply"))
        {
            Seen(await _owner.ConfirmAsync(reply, cancellationToken));
        }
    }

    /// <summary>A repair is stopped as soon as it shows that it runs.</summary>
    private async Task StopAsync(int number, CancellationToken cancellationToken)
    {
        foreach (var person in Enumerable.Range(0, 12).Select(_ => Person).Distinct())
        {
            await HandAsync(HttpMethod.Put, $"/guilds/{_guild}/members/{person}/roles/{Rank}", null, cancellationToken);
        }

        var plan = Seen(await _owner.UseAsync("/repair staff-roles", cancellationToken));
        if (!Has(plan, "Apply"))
        {
            return;
        }

        var run = await _owner.BeginPressAsync(plan, "Apply", cancellationToken);
        var running = await _owner.WaitAsync(run, seen => Has(seen, "Stop") || Has(seen, "Undo") || seen.State == "failed" || seen.Buttons.Count == 0, cancellationToken);
        if (Has(running, "Stop"))
        {
            try
            {
                await _owner.BeginPressAsync(running, "Stop", cancellationToken);
            }
            catch (InvalidOperationException refused) when (refused.Message.Contains("has no component", StringComparison.Ordinal))
            {
                // The run was over before the person's finger came down.
            }
        }

        Seen(await _owner.SettleAsync(run, cancellationToken));
    }

    private Task WorldAsync(int number, CancellationToken cancellationToken)
    {
        var (person, role) = (Person, Rank);
        return _chance.Next(7) switch
        {
            0 or 1 => HandAsync(HttpMethod.Put, $"/guilds/{_guild}/members/{person}/roles/{role}", null, cancellationToken),
            2 or 3 => HandAsync(HttpMethod.Delete, $"/guilds/{_guild}/members/{person}/roles/{role}", null, cancellationToken),
            4 => HandAsync(HttpMethod.Patch, $"/guilds/{_guild}/members/{person}", new JsonObject { ["nick"] = $"nick {number}" }, cancellationToken),
            5 => HandAsync(HttpMethod.Patch, $"/guilds/{_guild}/roles/{role}", new JsonObject { ["color"] = number }, cancellationToken),
            _ => LeaveAsync(cancellationToken),
        };
    }

    /// <summary>Somebody leaves, and half of the time comes back.</summary>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var person = _people[_chance.Next(_people.Length)];
        await DoAsync(() => _firm.As(person).CallAsync(HttpMethod.Post, $"/guilds/{_guild}/leave", null, cancellationToken));
        if (_chance.Next(2) == 0)
        {
            await DoAsync(() => _firm.As(person).CallAsync(HttpMethod.Post, $"/guilds/{_guild}/join", new JsonObject { ["user"] = person }, cancellationToken));
        }
    }

    private async Task GatewayAsync(int number, CancellationToken cancellationToken)
    {
        var sandbox = _firm.Sandbox;
        switch (_chance.Next(5))
        {
            case 0:
                sandbox.CutConnections();
                break;
            case 1:
                sandbox.AskToReconnect();
                break;
            case 2:
                sandbox.InvalidateSessions(mayResume: true);
                break;
            case 3:
                sandbox.InvalidateSessions(mayResume: false);
                break;
            default:
                sandbox.BeginOutage(_roster.Guild.Value);
                await HandAsync(HttpMethod.Put, $"/guilds/{_guild}/members/{Person}/roles/{Rank}", null, cancellationToken);
                sandbox.EndOutage(_roster.Guild.Value);
                break;
        }
    }

    private Task HandAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken) => DoAsync(() => _owner.CallAsync(method, $"/as/owner{path}", body, cancellationToken));

    /// <summary>Discord may refuse, such as to give a role to somebody who has left.</summary>
    private async Task DoAsync(Func<Task<JsonNode>> work)
    {
        try
        {
            await work();
        }
        catch (InvalidOperationException refusal) when (refusal.Message.Contains(": 4", StringComparison.Ordinal))
        {
            Count("refused by Discord");
        }
    }

    private SeenReply Seen(SeenReply reply)
    {
        reply.Text.ShouldNotContain("Something broke");
        Count(reply.State == "failed" ? "> failed" : $"> {reply.Text.Split('\n')[0]}");
        return reply;
    }

    private void Count(string what) => _told[what] = _told.GetValueOrDefault(what) + 1;

    private string Pick(params ReadOnlySpan<string> texts) => texts[_chance.Next(texts.Length)];

    private static bool Has(SeenReply reply, string label) => reply.Buttons.Any(b => b.StartsWith(label, StringComparison.Ordinal));
}
