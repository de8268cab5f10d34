// Starts `mainstay sandbox` as a user would, and speaks its control API.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.env.MAINSTAY_DLL ?? join(root, 'artifacts', 'bin', 'Mainstay.Host', 'debug', 'mainstay.dll');

export const templates = join(root, '..', 'shared', 'discord', 'templates');
export const haveTemplates = () => existsSync(templates);
export const token = 'sandbox-token';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

const collect = (child) => new Promise((resolve) => {
  let out = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (out += bytes));
  child.on('close', (code) => resolve({ code, out }));
});

export async function startSandbox(...args) {
  const child = spawn('dotnet', [program, 'sandbox', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const url = await new Promise((resolve, reject) => {
    let out = '';
    const read = (bytes) => {
      out += bytes;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(out);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => reject(new Error(`The sandbox ended with ${code}:\n${out}`)));
  });

  const call = async (method, path, body) => {
    const response = await fetch(`${url}/sandbox/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };

  return {
    url,
    api: `${url}/api`,
    call,
    /** What a person types, as `mainstay sandbox exec` does it. */
    exec: async (as, text, ...more) => {
      const { code, out } = await collect(spawn('dotnet', [program, 'sandbox', 'exec', '--url', url, '--as', as, ...more, text], { stdio: ['ignore', 'pipe', 'pipe'] }));
      return { code, out };
    },
    async stop() {
      running.delete(child);
      child.kill('SIGTERM');
      await new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.on('close', resolve)));
    },
  };
}

/** Discord's REST, as the bot, for what a client can't send here. A refusal's error has Discord's code. */
export const bot = (sandbox) => async (method, path, body) => {
  const response = await fetch(`${sandbox.api}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${answer}`), { code: JSON.parse(answer).code });
  return answer ? JSON.parse(answer) : null;
};

/** Waits for a condition that events bring about, with a deadline that only a fault reaches. */
export async function until(what, condition, seconds = 120) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function expect(condition, sentence) {
  if (!condition) throw new Error(sentence);
}
