import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { readConfig } from './config.ts';

test('without settings it finds the server that npm start makes', () => {
  expect(readConfig({ SIGNALBOX_API_KEY: ' ' })).toEqual({
    url: 'http://127.0.0.1:4000',
    apiKey: undefined,
    dataDir: resolve('data'),
    tokenFile: resolve('data/cli-token'),
    toolsDir: resolve('data/tools'),
    databaseUrl: undefined,
    environment: { SIGNALBOX_API_KEY: ' ' },
  });
});

test('the port and the folder are those of the server; an address wins over the port', () => {
  const environment = { PORT: '4500', SIGNALBOX_DATA_DIR: '/tmp/x', DATABASE_URL: 'postgres://x' };
  expect(readConfig(environment)).toMatchObject({
    url: 'http://127.0.0.1:4500',
    tokenFile: '/tmp/x/cli-token',
    databaseUrl: 'postgres://x',
  });
  expect(readConfig({ ...environment, SIGNALBOX_URL: 'https://box.example' }).url).toBe('https://box.example');
});
