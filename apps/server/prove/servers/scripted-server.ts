import { appendFileSync } from 'node:fs';
import { env } from 'node:process';

import { createScriptedProvider } from '@signalbox/testing';

import { readConfig } from '../../src/config.ts';
import { runServer } from '../../src/run-server.ts';

/** The product's own program with one more model provider, which notes every request it gets before it answers. */
const ledgerFile = env['PROVIDER_LEDGER'] ?? '';
const tokensPerSecond = Number(env['PROVIDER_TOKENS_PER_SECOND'] ?? 400);
const ledger = (line: string): void => appendFileSync(ledgerFile, `${line}\n`);

await runServer(readConfig(process.argv.slice(2)), {
  providers: [createScriptedProvider({ ledger, tokensPerSecond })],
});
