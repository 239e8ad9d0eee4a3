import { readFileSync } from 'node:fs';

import { createSignalboxClient, type SignalboxClient } from '@signalbox/client';

import { CliError } from './cli-error.ts';
import type { CliConfig } from './config.ts';

/** The key to ask with; undefined when none was given and the server of this folder made no token yet. */
export const readKey = ({ apiKey, tokenFile }: CliConfig): string | undefined => {
  if (apiKey !== undefined) return apiKey;
  try {
    return readFileSync(tokenFile, 'utf8').trim();
  } catch {
    return undefined;
  }
};

/** A client for the configured server. Throws a `CliError` that says how to get a key when there is none. */
export const openClient = (config: CliConfig): SignalboxClient => {
  const apiKey = readKey(config);
  if (apiKey === undefined) {
    throw new CliError(
      `There is no token at ${config.tokenFile}. The server writes it when it starts: start it with “npm start”, or set SIGNALBOX_API_KEY.`,
      { reason: 'refused' },
    );
  }
  if (!URL.canParse(config.url)) throw new CliError(`SIGNALBOX_URL is no address: ${config.url}`, { reason: 'usage' });
  return createSignalboxClient({ url: config.url, apiKey });
};
