// JSON schemas for gateway frames, generated from the types that discord-api-types publishes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ignore } from './exceptions.mjs';
import { strictAjv } from './strict.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

const roots = ['GatewayDispatchPayload', 'GatewayReceivePayload', 'GatewaySendPayload'];

const received = {
  1: 'GatewayHeartbeatRequest',
  7: 'GatewayReconnect',
  9: 'GatewayInvalidSession',
  10: 'GatewayHello',
  11: 'GatewayHeartbeatAck',
};
const sent = {
  1: 'GatewayHeartbeat',
  2: 'GatewayIdentify',
  3: 'GatewayUpdatePresence',
  4: 'GatewayVoiceStateUpdate',
  6: 'GatewayResume',
  8: 'GatewayRequestGuildMembers',
};

async function generate() {
  const home = dirname(require.resolve('discord-api-types/v10'));
  const types = join(home, 'gateway', 'v10.d.ts');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const key = createHash('sha256').update(version + roots + readFileSync(fileURLToPath(import.meta.url))).digest('hex').slice(0, 16);
  const cache = join(here, '..', 'generated', `gateway-${key}.json`);
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8'));

  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({ path: types, type: '*', skipTypeCheck: true, additionalProperties: false, expose: 'all', topRef: true });
  const definitions = {};
  const text = readFileSync(types, 'utf8');
  const names = [...text.matchAll(/^export (?:type|interface) (Gateway\w+)\b(?!<)/gm)].map((match) => match[1]);
  for (const name of new Set([...roots, ...names])) {
    if (!/(Dispatch|Payload|Data|Request|Hello|Ack|Session|Reconnect|Heartbeat|Identify|Resume|Update|Members|State)$/.test(name)) continue;
    try {
      Object.assign(definitions, generator.createSchema(name).definitions);
    } catch {
      // A type that can't be expressed is found missing below, by name, if a frame needs it.
    }
  }
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify(definitions));
  return definitions;
}

/** Empty enumerations (`never` in TypeScript) refuse everything; ajv refuses them in turn. */
function dropEmptyEnums(node) {
  if (Array.isArray(node)) return node.forEach(dropEmptyEnums);
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node.enum) && node.enum.length === 0) delete node.enum;
  if (typeof node.deprecated === 'string') node.deprecated = true;
  Object.values(node).forEach(dropEmptyEnums);
}

/** Flags are published as enumerations of single bits; on the wire they are sums of them, or 0. */
function widenFlags(definitions) {
  for (const [name, schema] of Object.entries(definitions)) {
    const bits = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
    if (name.endsWith('Flags') && bits.length > 0 && bits.every(Number.isInteger)) definitions[name] = { type: 'integer', minimum: 0 };
  }
}

export async function gatewaySchemas() {
  const definitions = await generate();
  dropEmptyEnums(definitions);
  widenFlags(definitions);
  ignore.gateway(definitions);
  const compiled = new Map();
  const ajv = strictAjv(7).addSchema({ $id: 'gateway', definitions });

  const validator = (name) => {
    if (compiled.has(name)) return compiled.get(name);
    if (!definitions[name]) return undefined;
    const validate = ajv.compile({ $ref: `gateway#/definitions/${encodeURIComponent(name)}` });
    compiled.set(name, validate);
    return validate;
  };
  const camel = (event) => event.toLowerCase().replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());

  return {
    /** The published type of a frame, or undefined when none is published. */
    typeOf(frame) {
      if (frame.op !== 0) return (frame.from === 'server' ? received : sent)[frame.op];
      return `Gateway${camel(frame.t)}Dispatch`;
    },
    validator,
  };
}
