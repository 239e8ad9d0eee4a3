import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { readConfig, Settings } from './config.ts';

test('without settings the embedded mode works', () => {
  expect(readConfig([], {})).toMatchObject({ port: 4000, host: '127.0.0.1', role: 'all', databaseUrl: undefined });
});

test('all faults are told at once, each with its name', () => {
  const wrong = { PORT: 'x', DATABASE_URL: 'mysql://a', SIGNALBOX_ROLE: 'boss', OWNER_EMAIL: 'me' };
  expect(() => readConfig([], wrong)).toThrow(/PORT .*\n.*DATABASE_URL .*\n.*OWNER_EMAIL .*\n.*SIGNALBOX_ROLE /);
});

test('an open address, a divided role and half an owner are refused with what to do', () => {
  expect(() => readConfig([], { HOST: '0.0.0.0' })).toThrow('PUBLIC_URL');
  expect(() => readConfig(['--role', 'web'], {})).toThrow('DATABASE_URL');
  expect(() => readConfig([], { OWNER_EMAIL: 'me@example.com' })).toThrow('OWNER_PASSWORD_FILE');
});

test('the flag wins over the environment, an empty variable counts as not set', () => {
  const environment = { DATABASE_URL: 'postgres://127.0.0.1/x', SIGNALBOX_ROLE: 'web', PORT: '' };
  expect(readConfig(['--role', 'worker'], environment)).toMatchObject({ role: 'worker', port: 4000 });
  expect(() => readConfig(['--rôle', 'web'], {})).toThrow('These settings are wrong');
});

test('both names of the origins count', () => {
  const config = readConfig([], {
    CORS_ORIGINS: 'http://a.example, http://b.example/',
    FRONTEND_URL: 'http://c.example',
  });
  expect(config.corsOrigins).toEqual(['http://a.example', 'http://b.example', 'http://c.example']);
});

test('.env.example names every setting, and nothing else', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');
  const named = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(Settings.shape)));
});
