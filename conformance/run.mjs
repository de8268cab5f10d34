// Runs the conformance checks: node run.mjs [--traffic FOLDER] [--complete] [--only NAME]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Report } from './report.mjs';
import { checkTraffic } from './traffic.mjs';

const value = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const only = value('--only');
const wanted = (name) => !only || only === name;
const given = value('--traffic');
const traffic = given ?? mkdtempSync(join(tmpdir(), 'mainstay-traffic-'));
mkdirSync(traffic, { recursive: true });
process.env.MAINSTAY_SANDBOX__RECORD = traffic;

const report = new Report();

// Each client has a sandbox of its own, so they run beside each other; each prints in one piece when it is done.
async function suite(name) {
  const { default: run } = await import(`./clients/${name}.mjs`);
  const lines = [];
  const own = new Report((line) => lines.push(line));
  const started = Date.now();
  await own.step(`${name} ran to its end`, () => run(own, traffic), 240);
  console.log([`${name} (${Math.round((Date.now() - started) / 1000)} s)`, ...lines].join('\n'));
  report.add(own);
}
await Promise.all(['discordjs', 'oceanic', 'eris', 'templates'].filter(wanted).map(suite));
for (const name of ['permissions', 'corpus'].filter(wanted)) await suite(name);
if (wanted('traffic')) {
  console.log('traffic');
  await checkTraffic(traffic, report, { complete: process.argv.includes('--complete') });
}
if (!given) rmSync(traffic, { recursive: true, force: true });
console.log(report.summary());
process.exit(report.failed === 0 ? 0 : 1);
