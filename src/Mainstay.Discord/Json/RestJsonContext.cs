using System.Text.Json.Serialization;
using Mainstay.Discord.Rest;

namespace Mainstay.Discord.Json;

/// <summary>The bodies of requests; what they contain of the wire's own types is in <see cref="DiscordJsonContext" />.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(ModifyGuild))]
[JsonSerializable(typeof(ModifyIncidentActions))]
[JsonSerializable(typeof(CreateChannel))]
[JsonSerializable(typeof(ModifyChannel))]
[JsonSerializable(typeof(ChannelPosition[]))]
[JsonSerializable(typeof(SetOverwrite))]
[JsonSerializable(typeof(CreateInvite))]
[JsonSerializable(typeof(CreateDm))]
[JsonSerializable(typeof(StartThread))]
[JsonSerializable(typeof(StartForumThread))]
[JsonSerializable(typeof(CreateRole))]
[JsonSerializable(typeof(ModifyRole))]
[JsonSerializable(typeof(RolePosition[]))]
[JsonSerializable(typeof(ModifyMember))]
[JsonSerializable(typeof(ModifyCurrentMember))]
[JsonSerializable(typeof(CreateBan))]
[JsonSerializable(typeof(BulkBan))]
[JsonSerializable(typeof(BeginPrune))]
[JsonSerializable(typeof(CreateMessage))]
[JsonSerializable(typeof(EditMessage))]
[JsonSerializable(typeof(BulkDelete))]
[JsonSerializable(typeof(CreateWebhook))]
[JsonSerializable(typeof(ModifyWebhook))]
[JsonSerializable(typeof(ExecuteWebhook))]
[JsonSerializable(typeof(CreateAutoModerationRule))]
[JsonSerializable(typeof(ModifyAutoModerationRule))]
[JsonSerializable(typeof(CommandDefinition[]))]
[JsonSerializable(typeof(InteractionResponse))]
[JsonSerializable(typeof(VideoQualityMode?))]
[JsonSerializable(typeof(IReadOnlyList<Overwrite>))]
[JsonSerializable(typeof(IReadOnlyList<Embed>))]
[JsonSerializable(typeof(IReadOnlyList<Component>))]
[JsonSerializable(typeof(IReadOnlyList<AttachmentRequest>))]
[JsonSerializable(typeof(Permissions?))]
internal sealed partial class RestJsonContext : JsonSerializerContext;
