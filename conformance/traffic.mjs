// Checks everything that the tests' sandboxes wrote down: our requests, the sandbox's responses, every gateway frame.
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { unlistedRoutes } from './schemas/exceptions.mjs';
import { gatewaySchemas } from './schemas/gateway.mjs';
import { haveOpenapi, openapi, openapiFile } from './schemas/openapi.mjs';
import { explain } from './schemas/strict.mjs';

const ours = /^(DiscordBot \(.*[Mm]ainstay|Mainstay)/;
const shape = (route) => route.replace(/\{[^}]+\}/g, '{}');

/** Collects what differs by kind of message and place, so that one fault is one line however often it occurs. */
class Faults {
  #seen = new Map();
  add(about, sentences) {
    for (const sentence of sentences) {
      const key = `${about}: ${sentence.replace(/\/\d+(?=\/|:)/g, '/*')}`;
      this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
    }
  }
  lines() {
    return [...this.#seen].map(([line, times]) => (times > 1 ? `${line} (${times} times)` : line)).sort();
  }
}

export async function checkTraffic(folder, report, { complete }) {
  const gateway = await gatewaySchemas();
  const rest = haveOpenapi() ? openapi() : null;
  const faults = { request: new Faults(), response: new Faults(), frame: new Faults() };
  const counts = { request: 0, response: 0, frame: 0 };
  const implemented = { routes: new Set(), events: new Set() };
  const exercised = { routes: new Set(), events: new Set() };

  // Whether the client of the file at hand is somebody else's, by what its identify says: what such a one sends is not for us to mend.
  let isForeign = false;

  const readers = {
    implemented(line) {
      for (const route of line.routes ?? []) implemented.routes.add(shape(route));
      for (const event of line.events ?? []) implemented.events.add(event);
    },
    rest(line) {
      const about = `${line.method} ${line.route}`;
      if (line.status < 300) exercised.routes.add(shape(about));
      if (!rest || unlistedRoutes[about]) return;
      if (!rest.has(line.method, line.route)) return faults.response.add(about, ['openapi.json does not list this route']);
      if (ours.test(line.agent ?? '') && line.status < 400 && line.request !== null && line.request !== undefined) {
        counts.request++;
        const validate = rest.request(line.method, line.route);
        if (!validate) faults.request.add(about, ['a body was sent, and openapi.json describes none']);
        else if (!validate(line.request)) faults.request.add(about, explain(validate.errors));
      }
      if (line.injected) return;
      counts.response++;
      const validate = rest.response(line.method, line.route, line.status);
      if (validate === undefined) faults.response.add(about, [`openapi.json does not know status ${line.status} here`]);
      else if (validate === null) {
        if (line.response !== null && line.response !== undefined) faults.response.add(about, [`${line.status} came with a body, and openapi.json describes none`]);
      } else if (!validate(line.response ?? null)) faults.response.add(`${about} → ${line.status}`, explain(validate.errors));
    },
    frame(line) {
      if (line.injected) return;
      if (line.op === 0) exercised.events.add(line.t);
      if (line.from === 'client') {
        if (line.op === 2) isForeign = line.d?.properties?.browser !== 'mainstay';
        if (isForeign) return;
      }
      const name = gateway.typeOf(line);
      const about = line.op === 0 ? line.t : `op ${line.op} from the ${line.from}`;
      counts.frame++;
      const validate = gateway.validator(name);
      if (!validate) return faults.frame.add(about, [`discord-api-types publishes no ${name ?? 'such frame'}`]);
      const frame = line.from === 'server' ? { op: line.op, d: line.d ?? null, s: line.op === 0 ? (line.s ?? 1) : null, t: line.op === 0 ? line.t : null } : { op: line.op, d: line.d ?? null };
      if (!validate(frame)) faults.frame.add(about, explain(validate.errors));
    },
  };

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl') && !name.startsWith('permissions'))) {
    isForeign = false;
    for await (const text of createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity })) {
      if (!text) continue;
      const line = JSON.parse(text);
      readers[line.kind]?.(line);
    }
  }

  const all = counts.request + counts.response + counts.frame;
  if (all === 0) return report.skip('traffic', 'no sandbox wrote any down (./test lets the tests do so)');
  if (rest) {
    report.check(`our requests against openapi.json (${counts.request})`, faults.request.lines());
    report.check(`the sandbox's responses against openapi.json (${counts.response})`, faults.response.lines());
  } else {
    report.skip('requests and responses against openapi.json', `there is no ${openapiFile}`);
  }
  report.check(`gateway frames against discord-api-types (${counts.frame})`, faults.frame.lines());
  if (complete) {
    report.check('each implemented operation is exercised', [...implemented.routes].filter((route) => !exercised.routes.has(route)).map((route) => `${route} never succeeded in any test`));
    report.check('each implemented event is exercised', [...implemented.events].filter((event) => !exercised.events.has(event)).map((event) => `${event} was never sent in any test`));
    report.check('each event sent is said to be implemented', [...exercised.events].filter((event) => !implemented.events.has(event)).map((event) => `${event} was sent, and the sandbox does not list it`));
    report.check('the sandbox says what it implements', implemented.routes.size && implemented.events.size ? [] : ['no list of routes and events was written down']);
  }
}
