// @discordjs/rest beside Mainstay's client: reads "channels each", answers "seconds 429s", with a new client for each line.
import { createInterface } from 'node:readline';

import { REST, Routes } from 'discord.js';

const [origin, channels] = process.argv.slice(2);
const ids = channels.split(',');

for await (const line of createInterface({ input: process.stdin })) {
  const [count, each] = line.split(' ').map(Number);
  const rest = new REST({ api: new URL('/api', origin).href, version: '10' }).setToken('sandbox-token');
  let limited = 0;
  rest.on('response', (_, response) => {
    limited += response.status === 429 ? 1 : 0;
  });
  const start = performance.now();
  const calls = [];
  for (let i = 0; i < count * each; i++) {
    calls.push(rest.post(Routes.channelMessages(ids[i % count]), { body: { content: 'hello' } }));
  }

  await Promise.all(calls);
  console.log(`${((performance.now() - start) / 1000).toFixed(4)} ${limited}`);
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}
