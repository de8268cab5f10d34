// Where a published schema is behind what Discord documents or does: named one by one, each with its reason.
// An exception that a newer schema makes needless is an error, so that the lists shrink by themselves.

/** Properties of REST bodies that openapi.json does not name. */
const restProperties = [];

/** Properties of gateway frames that discord-api-types does not name. */
const gatewayProperties = [];

/** Other amendments of openapi.json's schemas. */
const restAmendments = [
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
    reason: 'A 429 carries a code only for some limits (topics/rate-limits, code?); the description requires it.',
    amend(schemas) {
      schemas.RatelimitedResponse.required = schemas.RatelimitedResponse.required.filter((name) => name !== 'code');
    },
  },
];

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
  rest(schemas) {
    addProperties(schemas, restProperties);
    for (const { amend } of restAmendments) amend(schemas);
  },
  gateway: (definitions) => addProperties(definitions, gatewayProperties),
};

/** Routes of the sandbox that openapi.json does not list, with the reason. */
export const unlistedRoutes = {};
