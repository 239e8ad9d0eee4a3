import { subscribe } from 'node:diagnostics_channel';
import dns from 'node:dns/promises';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { env } from 'node:process';

import { z } from 'zod';

import { watchLoop } from './watch-loop.ts';

/**
 * The product's own program, watched from outside: every attempt to connect to anything, and how long its event loop was
 * held up, is written to a ledger, and the names of the corpus get the addresses it gives them, one answer after the
 * other. Nothing else is changed.
 */
const ledgerFile = env['HOSTILE_LEDGER'] ?? '';
const answers = z.record(z.string(), z.array(z.string())).parse(JSON.parse(env['HOSTILE_DNS'] ?? '{}'));

subscribe('net.client.socket', (message) => {
  const { socket } = z.object({ socket: z.instanceof(Socket) }).parse(message);
  socket.on('connectionAttempt', (address, port) => appendFileSync(ledgerFile, `connect ${address} ${port}\n`));
});

const lookup = dns.lookup;
const asked = new Map<string, number>();

Object.assign(dns, {
  lookup: async (hostname: string, options: { all: true }) => {
    const addresses = answers[hostname];
    if (!addresses) return lookup(hostname, options);
    const times = asked.get(hostname) ?? 0;
    asked.set(hostname, times + 1);
    return [{ address: addresses[Math.min(times, addresses.length - 1)] ?? '', family: 4 }];
  },
});
syncBuiltinESMExports();

watchLoop(({ ms, fromMs, toMs }) =>
  appendFileSync(
    ledgerFile,
    `held-up ${ms} ${fromMs} ${toMs}
`,
  ),
);

// after the resolver was replaced
const { readConfig } = await import('../../src/config.ts');
const { runServer } = await import('../../src/run-server.ts');
await runServer(readConfig(process.argv.slice(2)));
