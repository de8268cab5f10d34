// Runs the conformance checks: node run.mjs [--traffic FOLDER] [--complete] [--only NAME]
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
for (const name of ['discordjs', 'oceanic', 'eris', 'permissions', 'corpus']) {
  const file = new URL(`./clients/${name}.mjs`, import.meta.url);
  if (!wanted(name) || !existsSync(file)) continue;
  console.log(name);
  const { default: run } = await import(file);
  await report.step(`${name} ran to its end`, () => run(report, traffic));
}
if (wanted('traffic')) {
  console.log('traffic');
  await checkTraffic(traffic, report, { complete: process.argv.includes('--complete') });
}
if (!given) rmSync(traffic, { recursive: true, force: true });
console.log(report.summary());
process.exit(report.failed === 0 ? 0 : 1);
