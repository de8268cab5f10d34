// Discord's own OpenAPI description, made strict: a property it does not name is an error.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ignore } from './exceptions.mjs';
import { strictAjv } from './strict.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const openapiFile = process.env.MAINSTAY_OPENAPI ?? join(here, '..', '..', '..', 'shared', 'discord', 'openapi.json');
export const haveOpenapi = () => existsSync(openapiFile);

const shape = (path) => path.replace(/\{[^}]+\}/g, '{}').replace(/^\/api(\/v\d+)?/, '');

export function openapi() {
  const document = JSON.parse(readFileSync(openapiFile, 'utf8'));
  flattenObjects(document.components.schemas);
  ignore.rest(document);
  seal(document);

  const operations = new Map();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation?.responses) operations.set(`${method.toUpperCase()} ${shape(path)}`, operation);
    }
  }

  const ajv = strictAjv();
  const schemas = { $id: 'discord', components: document.components };
  ajv.addSchema(schemas);
  const cache = new Map();
  const compile = (schema) => {
    const key = JSON.stringify(schema);
    if (!cache.has(key)) cache.set(key, ajv.compile(JSON.parse(key.replaceAll('"#/components/', '"discord#/components/'))));
    return cache.get(key);
  };
  const json = (content) => content?.['application/json']?.schema;
  const resolve = (node) => (node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : node);

  return {
    /** The validator for one named schema. */
    schema: (name) => compile({ $ref: `#/components/schemas/${name}` }),
    has: (method, route) => operations.has(`${method} ${shape(route)}`),
    request(method, route) {
      const body = resolve(operations.get(`${method} ${shape(route)}`)?.requestBody);
      const schema = json(body?.content) ?? body?.content?.['multipart/form-data']?.schema;
      return schema && compile(schema);
    },
    /** The validator for a status; null where the description says that there is no body; undefined where it does not know the status. */
    response(method, route, status) {
      const responses = operations.get(`${method} ${shape(route)}`)?.responses ?? {};
      const answer = resolve(responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses.default);
      if (!answer) return undefined;
      const schema = json(answer.content);
      return schema ? compile(schema) : null;
    },
  };
}

/** Two error schemas are put together from objects by allOf; sealing needs them as one. */
function flattenObjects(schemas) {
  const merged = (schema) => {
    if (schema.$ref) return merged(schemas[schema.$ref.split('/').pop()]);
    if (!schema.allOf) return schema;
    const parts = schema.allOf.map(merged);
    return {
      type: 'object',
      properties: Object.assign({}, schema.properties, ...parts.map((part) => part.properties)),
      required: [...new Set([schema.required, ...parts.map((part) => part.required)].flat().filter(Boolean))],
    };
  };
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.type === 'object' && schema.allOf) schemas[name] = merged(schema);
  }
}

/** Objects take only what they name. Overlapping alternatives are the description's affair, so any fitting one will do. */
function seal(node) {
  if (Array.isArray(node)) return node.forEach(seal);
  if (!node || typeof node !== 'object') return;
  const type = Array.isArray(node.type) ? node.type : [node.type];
  if (type.includes('object') && node.properties && node.additionalProperties === undefined) node.additionalProperties = false;
  if (Array.isArray(node.oneOf)) {
    node.anyOf = [...(node.anyOf ?? []), ...node.oneOf];
    delete node.oneOf;
  }
  Object.values(node).forEach(seal);
}
