// Discord's words for its permission bits and its audit log's actions.

export const PERMISSIONS = [
  [3, "Administrator"], [5, "Manage Server"], [28, "Manage Roles"], [4, "Manage Channels"], [1, "Kick Members"], [2, "Ban Members"], [40, "Time Out Members"], [7, "View Audit Log"],
  [29, "Manage Webhooks"], [27, "Manage Nicknames"], [26, "Change Nickname"], [13, "Manage Messages"], [51, "Pin Messages"], [34, "Manage Threads"], [30, "Manage Expressions"], [43, "Create Expressions"],
  [33, "Manage Events"], [44, "Create Events"], [0, "Create Invite"], [10, "View Channels"], [11, "Send Messages"], [38, "Send Messages in Threads"], [35, "Create Public Threads"], [36, "Create Private Threads"],
  [14, "Embed Links"], [15, "Attach Files"], [16, "Read Message History"], [17, "Mention Everyone"], [6, "Add Reactions"], [18, "Use External Emoji"], [37, "Use External Stickers"], [31, "Use Application Commands"],
  [50, "Use External Apps"], [49, "Create Polls"], [46, "Send Voice Messages"], [12, "Send Text-to-Speech"], [52, "Bypass Slowmode"], [19, "View Server Insights"], [41, "View Creator Monetization Analytics"],
  [20, "Connect"], [21, "Speak"], [9, "Video"], [39, "Use Activities"], [42, "Use Soundboard"], [45, "Use External Sounds"], [25, "Use Voice Activity"], [8, "Priority Speaker"], [22, "Mute Members"],
  [23, "Deafen Members"], [24, "Move Members"], [32, "Request to Speak"], [48, "Set Voice Channel Status"],
];

export const AUDIT = {
  1: "updated the server", 10: "created the channel", 11: "updated the channel", 12: "deleted the channel", 13: "added permissions to", 14: "changed permissions of", 15: "removed permissions from",
  20: "kicked", 21: "pruned members", 22: "banned", 23: "removed the ban of", 24: "updated", 25: "changed the roles of", 26: "moved members to", 27: "disconnected members from", 28: "added the app",
  30: "created the role", 31: "updated the role", 32: "deleted the role", 40: "created an invite", 41: "updated an invite", 42: "deleted an invite",
  50: "created the webhook", 51: "updated the webhook", 52: "deleted the webhook", 60: "created the emoji", 61: "updated the emoji", 62: "deleted the emoji",
  72: "deleted messages of", 73: "deleted messages in bulk in", 74: "pinned a message of", 75: "unpinned a message of", 80: "added the integration", 81: "updated the integration", 82: "removed the integration",
  90: "created the sticker", 91: "updated the sticker", 92: "deleted the sticker", 100: "created the event", 101: "updated the event", 102: "deleted the event",
  110: "created the thread", 111: "updated the thread", 112: "deleted the thread", 121: "changed the command permissions of", 140: "created the AutoMod rule", 141: "updated the AutoMod rule", 142: "deleted the AutoMod rule",
  143: "AutoMod blocked a message of", 144: "AutoMod flagged a message of", 145: "AutoMod timed out", 163: "created onboarding questions", 164: "updated onboarding questions", 166: "created onboarding", 167: "updated onboarding",
};

export const REACTIONS = ["👍", "👎", "✅", "❌", "❤️", "😄", "🎉", "👀", "🙏", "⚖️"];
