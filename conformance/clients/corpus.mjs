// The samples in tests/Corpus, against the descriptions of those who send them.
import { readFileSync, readdirSync } from 'node:fs';

import { gatewaySchemas } from '../schemas/gateway.mjs';
import { haveOpenapi, openapi } from '../schemas/openapi.mjs';
import { explain } from '../schemas/strict.mjs';

const folder = new URL('../../tests/Corpus/', import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

/** Samples by the name of their schema in openapi.json. `Component.future` has no schema: nobody knows it yet. */
const schemas = {
  User: 'UserResponse',
  'User.self': 'UserPIIResponse',
  Role: 'GuildRoleResponse',
  Overwrite: 'ChannelPermissionOverwriteResponse',
  GuildMember: 'GuildMemberResponse',
  Guild: 'GuildWithCountsResponse',
  Channel: 'GuildChannelResponse',
  'Channel.thread': 'ThreadResponse',
  'Channel.direct': 'PrivateChannelResponse',
  'Channel.group': 'PrivateGroupChannelResponse',
  GuildPreview: 'GuildPreviewResponse',
  IncidentsData: 'GuildIncidentsDataResponse',
  Onboarding: 'UserGuildOnboardingResponse',
  WelcomeScreen: 'GuildWelcomeScreenResponse',
  GuildTemplate: 'GuildTemplateResponse',
  Emoji: 'EmojiResponse',
  Sticker: 'GuildStickerResponse',
  'Sticker.standard': 'StandardStickerResponse',
  Message: 'MessageResponse',
  MessagePins: 'PinnedMessagesResponse',
  Ban: 'GuildBanResponse',
  BulkBanResult: 'BulkBanUsersResponse',
  PruneResult: 'GuildPruneResponse',
  AuditLog: 'GuildAuditLogResponse',
  Webhook: 'GuildIncomingWebhookResponse',
  'Webhook.application': 'ApplicationIncomingWebhookResponse',
  'Webhook.follower': 'ChannelFollowerWebhookResponse',
  Invite: 'GuildInviteResponse',
  AutoModerationRule: 'KeywordRuleResponse',
  'AutoModerationRule.preset': 'DefaultKeywordRuleResponse',
  'AutoModerationRule.spam': 'MLSpamRuleResponse',
  'AutoModerationRule.mentions': 'MentionSpamRuleResponse',
  'AutoModerationRule.profile': 'UserProfileRuleResponse',
  ScheduledEvent: 'ExternalScheduledEventResponse',
  'ScheduledEvent.stage': 'StageScheduledEventResponse',
  'ScheduledEvent.voice': 'VoiceScheduledEventResponse',
  ApplicationCommand: 'ApplicationCommandResponse',
  ApplicationCommandPermissions: 'CommandPermissionsResponse',
  InteractionCallbackResponse: 'InteractionCallbackResponse',
  Application: 'PrivateApplicationResponse',
  GatewayBot: 'GatewayBotResponse',
  UserGuild: 'MyGuildResponse',
  ThreadList: 'ThreadsResponse',
  ThreadMember: 'ThreadMemberResponse',
  VoiceState: 'VoiceStateResponse',
  StageInstance: 'StageInstanceResponse',
  SoundboardSound: 'SoundboardSoundResponse',
  Label: 'LabelComponentForModalRequest',
  FileUpload: 'FileUploadComponentForModalRequest',
  RadioGroup: 'RadioGroupComponentForModalRequest',
  CheckboxGroup: 'CheckboxGroupComponentForModalRequest',
  Checkbox: 'CheckboxComponentForModalRequest',
  TextInput: 'TextInputComponentForModalRequest',
  StringSelect: 'StringSelectComponentResponse',
  Thumbnail: 'ThumbnailComponentResponse',
  Embed: 'MessageEmbedResponse',
  Attachment: 'MessageAttachmentResponse',
  Poll: 'PollResponse',
};
const withoutSchema = ['Component.future'];

/** The sample's name without folder, kind and ending; samples with unknown properties can't be valid. */
const samples = (kind) =>
  readdirSync(new URL(kind, folder))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.unknown.json'))
    .map((file) => ({ file: `${kind}/${file}`, name: file.replace(/(\.(optionals|nulls))?\.json$/, '') }));

export default async function run(report) {
  const faults = (file, validate, value) =>
    !validate ? [`${file}: there is no schema for it`] : validate(value) ? [] : explain(validate.errors).map((fault) => `${file} ${fault}`);

  if (haveOpenapi()) {
    const rest = openapi();
    const models = samples('Models').filter(({ name }) => !withoutSchema.includes(name));
    report.check(`samples of models against openapi.json (${models.length})`, models.flatMap(({ file, name }) => faults(file, schemas[name] && rest.schema(schemas[name]), read(file))));
  } else {
    report.skip('samples of models against openapi.json', 'there is no openapi.json');
  }

  const gateway = await gatewaySchemas();
  const events = samples('Events');
  const frames = events.flatMap(({ file, name }) => {
    const frame = { op: 0, t: name.split('.')[0], s: 1, d: read(file) };
    return faults(file, gateway.validator(gateway.typeOf(frame)), frame);
  });
  report.check(`samples of events against discord-api-types (${events.length})`, frames);
}
