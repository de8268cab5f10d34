// Where a published schema is behind what Discord documents or does: named one by one, each with its reason.
// An exception that a newer schema makes needless is an error, so that the lists shrink by themselves.

/** Properties of REST bodies that openapi.json does not name. */
const restProperties = [
  { schema: 'ApplicationCommandUpdateRequest', property: 'nsfw', reason: 'Commands may be age-restricted (interactions/application-commands, bulk overwrite, nsfw); only the response lists it.' },
  { schema: 'CreatedThreadResponse', property: 'message', reason: 'Starting a thread in a forum answers with a nested message (resources/channel, start thread in forum or media channel).' },
];

/** Properties of gateway frames that discord-api-types does not name. */
const gatewayProperties = [
  { schema: 'APIUnfurledMediaItem', property: 'id', reason: "Discord's own description requires it in responses (UnfurledMediaResponse); the types know the rest of the object." },
];

/** Other amendments of openapi.json's schemas. */
const restAmendments = [
  {
    reason: 'Media channels (16) are documented (resources/channel, channel types); the description lists types up to 15.',
    amend(schemas) {
      schemas.ChannelTypes.oneOf.push({ title: 'GUILD_MEDIA', const: 16 });
      schemas.GuildChannelResponse.properties.type.enum.push(16);
    },
  },
  {
    reason: 'Codes of single fields are words such as BASE_TYPE_BAD_LENGTH (reference, error messages); the description says integers.',
    amend(schemas) {
      schemas.InnerErrors.properties._errors.items = {
        type: 'object',
        properties: { code: { type: 'string' }, message: { type: 'string' } },
        required: ['code', 'message'],
      };
    },
  },
  {
    reason: 'Permissions are texts of digits in requests too, since they outgrew what a number carries safely (topics/permissions); the description says integers.',
    amend(schemas, paths) {
      const places = {
        ApplicationCommandUpdateRequest: ['default_member_permissions'],
        ChannelPermissionOverwriteRequest: ['allow', 'deny'],
        CreateRoleRequest: ['permissions'],
        UpdateRoleRequestPartial: ['permissions'],
      };
      const overwrite = paths['/channels/{channel_id}/permissions/{overwrite_id}'].put.requestBody.content['application/json'].schema;
      for (const name of ['allow', 'deny']) digits(overwrite.properties, name);
      for (const [schema, names] of Object.entries(places)) {
        for (const name of names) digits(schemas[schema].properties, name);
      }
    },
  },
  {
    reason: 'A 429 carries a code only for some limits (topics/rate-limits, code?); the description requires it.',
    amend(schemas) {
      schemas.RatelimitedResponse.required = schemas.RatelimitedResponse.required.filter((name) => name !== 'code');
    },
  },
];

/** Other amendments of the schemas made from discord-api-types. */
const gatewayAmendments = [
  {
    reason: 'The published type derives the opcode from the keys of a map, and TypeScript turns those into texts; Discord sends a number.',
    amend(definitions) {
      definitions['GatewayRateLimitedDispatchData<"8">'].properties.opcode = { const: 8 };
    },
  },
  {
    reason: 'Frames without data carry null, RESUMED an object (topics/gateway-events, payload structure: d is always there); `never`, as published, fits no value.',
    amend(definitions) {
      for (const name of ['GatewayHeartbeatAck', 'GatewayReconnect', 'GatewayHeartbeatRequest']) replaceNever(definitions[name].properties, 'd', { type: 'null' });
      const { $ref } = definitions.GatewayResumedDispatch;
      replaceNever(definitions[decodeURIComponent($ref.split('/').pop())].properties, 'd', { type: 'object' });
    },
  },
  {
    reason: "The channel of an interaction tells the user's permissions in it (resources/channel, channel object, permissions); published only for resolved channels.",
    amend(definitions) {
      for (const { properties } of Object.values(definitions).filter(isInteraction)) {
        if (properties.channel.properties.permissions) throw new Error('The exception for the permissions of an interaction\'s channel is not needed any more.');
        properties.channel.properties.permissions = { type: 'string', pattern: '^[0-9]+$' };
      }
    },
  },
  {
    reason: 'The schema generator mistakes which properties of a message a snapshot picks; they are picked by hand from the same type.',
    amend(definitions) {
      const { properties, required } = definitions.APIMessage;
      const names = ['attachments', 'components', 'content', 'edited_timestamp', 'embeds', 'flags', 'mention_roles', 'mentions', 'sticker_items', 'stickers', 'timestamp', 'type'];
      definitions.APIMessageSnapshotFields = {
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
        required: required.filter((name) => names.includes(name)),
        additionalProperties: false,
      };
    },
  },
];

const isInteraction = ({ properties }) => Boolean(properties?.application_id && properties.token && properties.channel?.properties);

function digits(properties, name) {
  if (!properties[name].type.includes('integer')) throw new Error(`The exception for '${name}' is not needed any more.`);
  properties[name] = { type: ['string', 'null'], pattern: '^[0-9]+$' };
}

function replaceNever(properties, name, schema) {
  if (!properties[name]?.not) throw new Error(`The exception for '${name}' is not needed any more.`);
  properties[name] = schema;
}

const addProperties = (definitions, list) => {
  for (const { schema, property, reason } of list) {
    if (!reason) throw new Error(`The exception ${schema}.${property} gives no reason.`);
    const target = definitions[schema];
    if (!target?.properties) throw new Error(`The exception ${schema}.${property} names a schema that is not there.`);
    if (target.properties[property]) throw new Error(`The exception ${schema}.${property} is not needed any more.`);
    target.properties[property] = {};
  }
};

export const ignore = {
  rest({ components: { schemas }, paths }) {
    addProperties(schemas, restProperties);
    for (const { amend } of restAmendments) amend(schemas, paths);
  },
  gateway(definitions) {
    addProperties(definitions, gatewayProperties);
    for (const { amend } of gatewayAmendments) amend(definitions);
  },
};

/** Routes of the sandbox that openapi.json does not list, with the reason. */
export const unlistedRoutes = {};
