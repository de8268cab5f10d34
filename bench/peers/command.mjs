import { Client, GatewayIntentBits } from 'discord.js';

// The bare handler: no command framework, no checks, no database. It answers with what it was told.
const { Guilds, GuildMembers, GuildModeration, GuildMessages, MessageContent } = GatewayIntentBits;
const client = new Client({ intents: [Guilds, GuildMembers, GuildModeration, GuildMessages, MessageContent], rest: { api: process.argv[2] } });
client.on('error', (error) => console.error(error));
client.on('interactionCreate', async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply({ content: interaction.options.getString('text') });
});
client.once('clientReady', () => console.log('ready'));
process.stdin.on('data', () => {
  const used = process.cpuUsage();
  console.log(`${Math.round((used.user + used.system) / 1000)} ${Math.round(process.memoryUsage().rss / 1048576)}`);
});
process.stdin.on('end', () => process.exit(0));
await client.login('discordjs');
