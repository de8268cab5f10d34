using Mainstay.Discord;
using Mainstay.Sandbox.World;

namespace Mainstay.Sandbox.Scenarios.LawFirm;

/// <summary>What people said before anyone looked: enough to feel lived in.</summary>
internal static class LawFirmHistory
{
    private static readonly string[] Small =
    [
        "morning everyone ☕", "does anyone know when the next court session is?", "just here to say the new reception room looks *great*", "how long does a consultation usually take?",
        "I won!! thank you so much 🎉", "is it normal that I can't see the case channel any more?", "brb", "who do I ask about a refund of the retainer?", "Guten Tag zusammen", "добрый вечер",
        "おはようございます", "you need the Client role for that, ask at the front desk", "that closing argument was something else", "lol objection, hearsay", "see you all on Saturday",
    ];

    public static void Write(WorldGuild guild, LawFirmChannels channels, LawFirmPeople people, Random chance)
    {
        var day = LawFirmScenario.Today;
        var owner = people.Owner.User;
        var partners = people.Of("Senior Partner");
        FrontDesk(channels, owner, day.AddYears(-2));

        var general = channels["general"];
        WorldMessage? last = null;
        for (var i = 0; i < 46; i++)
        {
            var who = people.Visitors[chance.Next(people.Visitors.Count)].User;
            var at = day.AddMinutes(-46 * 37 + (i * 37) + chance.Next(20));
            last = general.Say(who, at, Small[chance.Next(Small.Length)], last is not null && chance.Next(6) == 0 ? last : null);
            if (chance.Next(8) == 0)
            {
                last.React(chance.Next(2) == 0 ? "👍" : "😄", people.Visitors[chance.Next(people.Visitors.Count)].User, people.Visitors[chance.Next(people.Visitors.Count)].User);
            }
        }

        channels["introductions"].Say(people.Visitors[3].User, day.AddHours(-9), "Hi! I moved here from the old server. I mostly read.");
        channels["ask-a-lawyer"].Say(people.Visitors[7].User, day.AddHours(-7), "My landlord wants to keep the deposit because of a scratch that was there before. What can I do?");
        channels["ask-a-lawyer"].Say(people.Of("Senior Associate")[5].User, day.AddHours(-6), "Do you have **photos from the day you moved in**? Then open a case at the front desk, we take these.");
        channels["reviews"].Say(people.Visitors[11].User, day.AddDays(-1), "5/5, they explained every step.").React("❤️", owner, partners[0].User);
        Staff(channels, people, day);
        Cases(channels, people, day);
    }

    private static void FrontDesk(LawFirmChannels channels, WorldUser owner, DateTimeOffset at)
    {
        channels["welcome"].Say(owner, at, "# Welcome to Whitfield & Partners\nAsk your question in <#" + channels["ask-a-lawyer"].Id + ">, or open a case at the front desk.\n-# We are a role-play community. Nothing here is legal advice.");
        channels["rules"].Say(owner, at.AddMinutes(4), "", embed: new Embed
        {
            Title = "House rules",
            Description = "1. Be civil, in court and out of it.\n2. No real cases, no real names.\n3. What a client tells you stays in the case channel.\n4. Staff decide; partners decide about staff.",
            Color = 0xF1C40F,
            Footer = new EmbedFooter { Text = "Whitfield & Partners" },
        });
        channels["announcements"].Say(owner, at.AddDays(700), "The autumn term starts on Saturday. Court sessions are back to **twice a week**.").React("🎉", owner);
        channels["open-positions"].Say(owner, at.AddDays(690), "We are looking for two paralegals and an associate. Apply with your best argument.");
    }

    private static void Staff(LawFirmChannels channels, LawFirmPeople people, DateTimeOffset day)
    {
        var chat = channels["staff-chat"];
        var junior = people.Of("Associate");
        var first = chat.Say(junior[0].User, day.AddHours(-30), "I can't see #case-review since last week, did something change?");
        chat.Say(people.Of("Paralegal")[1].User, day.AddHours(-29), "same here, my role is gone", first);
        chat.Say(people.Of("Senior Partner")[1].User, day.AddHours(-28), "Somebody tidied up the roles by hand again. The records are right, the server is not.");
        chat.Say(people.Owner.User, day.AddHours(-27), $"<@{people.Of("Senior Partner")[1].Id}> I'll run the repair today, in <#{channels["staff-commands"].Id}>.").React("🙏", junior[0].User, people.Of("Paralegal")[1].User);
        channels["staff-announcements"].Say(people.Owner.User, day.AddDays(-6), "Promotions of September are in the records. Congratulations to all six of you.");
        channels["case-review"].Say(people.Of("Senior Associate")[6].User, day.AddHours(-20), "Two new requests since yesterday, I take the estate one.");
        channels["hiring"].Say(people.Of("Partner")[2].User, day.AddDays(-3), "Interview on Thursday at 18:00, who joins me?");
        channels["partners-lounge"].Say(people.Owner.User, day.AddDays(-2), "Quarterly figures are in the other channel.");
    }

    private static void Cases(LawFirmChannels channels, LawFirmPeople people, DateTimeOffset day)
    {
        channels["case-2025-0131-harbor"].Say(people.Of("Senior Associate")[7].User, day.AddDays(-12), "Statement of claim is filed. Next hearing in two weeks.");
        channels["case-2025-0138-owl"].Say(people.Of("Partner")[3].User, day.AddDays(-4), "Client sent screenshots, I marked the relevant ones.");
        channels["case-2025-0142-maple"].Say(people.Of("Senior Associate")[8].User, day.AddDays(-2), "Still waiting for the documents of the registry.");
        channels["case-2024-0077-quill"].Say(people.Of("Senior Partner")[2].User, day.AddDays(-260), "Settled. Archived.");
    }
}
