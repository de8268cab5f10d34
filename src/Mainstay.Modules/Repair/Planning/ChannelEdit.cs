using Mainstay.Discord;
using Mainstay.Sdk;

namespace Mainstay.Modules.Repair.Planning;

/// <summary>What is different about one channel, gathered into one change; what policy or rights leave out becomes a finding.</summary>
internal sealed class ChannelEdit(RepairWork work, WantedChannel wanted, Channel channel, ChannelState now)
{
    private readonly List<Finding> _mended = [];
    private ChannelState _before = new();
    private ChannelState _after = new();

    /// <summary>One field that differs. <paramref name="set" /> writes it into a state, as wanted or as it stands.</summary>
    public void Field(Entity entity, string check, string what, string actual, string expected, Func<ChannelState, bool, ChannelState> set)
    {
        var sentence = $"The {what} of {Mention.Channel(channel.Id)} {RepairTexts.Is(what)} {RepairTexts.Quoted(actual)}, and {wanted.Because} says {RepairTexts.Quoted(expected)}.";
        var finding = new Finding(check, Severity.Warning, Target.Channel(channel.Id), sentence) { Expected = expected, Actual = actual };
        switch (work.Input.WinnerOf(entity))
        {
            case Winner.Discord:
                work.Note(finding with { Severity = Severity.Info, Sentence = sentence + " Discord is right about that here.", Fix = "none" });
                break;
            case Winner.Ask:
                work.Note(finding with { Sentence = $"{sentence} {RepairTexts.Decide}", Fix = "decide with conflicts:" });
                break;
            default:
                var fields = set(new ChannelState(), true);
                if (Obstacle(fields) is { } obstacle)
                {
                    work.Note(finding with { Severity = Severity.Critical, Sentence = $"{sentence} {obstacle}", Fix = obstacle });
                    break;
                }

                if (fields.Parent is { } category)
                {
                    work.Crowding.Move(now.Parent ?? default, category);
                }

                (_before, _after) = (set(_before, false), set(_after, true));
                _mended.Add(finding with { IsMended = true, Fix = $"set to {expected}" });
                break;
        }
    }

    public void Finish()
    {
        if (_mended.Count == 0)
        {
            return;
        }

        work.Note(_mended);
        work.Add(new ChannelChange
        {
            Channel = channel.Id,
            Before = _before,
            After = _after,
            Reason = wanted.Because,
            Risk = _after.Overwrites is null ? Risk.Low : Risk.Elevated,
        });
    }

    private string? Obstacle(ChannelState fields) =>
        (work.Protected.Has(channel.Id) ? $"{Mention.Channel(channel.Id)} is protected by the settings of operations, so no plan edits it." : null)
        ?? work.Permits.ToEdit(channel)
        ?? (fields.Overwrites is { } overwrites ? work.Permits.ToOverwrite(channel, StayingIn(), now.Overwrites ?? [], overwrites) : null)
        ?? (fields.Parent is { } category ? work.Crowding.ToPut(category) : null);

    /// <summary>The category that the channel is in, unless this plan moves it or edits the category.</summary>
    private Channel? StayingIn() => now.Parent is { IsNone: false } parent && _after.Parent is null && !work.Edits(parent) ? work.Image.Channels.Find(parent) : null;
}
