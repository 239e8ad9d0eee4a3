import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env } from 'node:process';

import { createDemoProvider } from '@signalbox/models';
import { createScriptedProvider, holdProvider } from '@signalbox/testing';

import { readConfig } from '../../src/config.ts';
import { runServer } from '../../src/run-server.ts';

/** The product's own program, whose demo model and a scripted one stop at the text in the data folder's `held`. */
const config = readConfig(argv.slice(2));
const ledgerFile = env['PROVIDER_LEDGER'];
const ledger = (line: string): void => {
  if (ledgerFile !== undefined) appendFileSync(ledgerFile, `${line}\n`);
};

const models = [
  createDemoProvider({ tokensPerSecond: config.demoTokensPerSecond }),
  createScriptedProvider({ ledger, tokensPerSecond: 400 }),
];
const providers = models.map((model) => holdProvider(model, join(config.dataDir, 'held')));
// journeys ask more often than people do, the faster the machine the more
await runServer(config, { providers, generosity: 10 });
