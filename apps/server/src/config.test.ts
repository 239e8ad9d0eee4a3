import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { readConfig, Settings } from './config.ts';

test('without settings the embedded mode works', () => {
  expect(readConfig([], {})).toMatchObject({ port: 4000, host: '127.0.0.1', role: 'all', databaseUrl: undefined });
});

test('all faults are told at once, each with its name', () => {
  const wrong = { PORT: 'x', DATABASE_URL: 'mysql://a', SIGNALBOX_ROLE: 'boss', OWNER_EMAIL: 'me' };
  expect(() => readConfig([], wrong)).toThrow(/PORT .*\n.*DATABASE_URL .*\n.*OWNER_EMAIL .*\n.*SIGNALBOX_ROLE /);
});

test('faults within a setting and between settings are told together', () => {
  const wrong = { PORT: 'x', HOST: '0.0.0.0', OWNER_PASSWORD_FILE: 'x', SIGNALBOX_MASTER_KEY_FILE: '/nowhere' };
  expect(() => readConfig([], wrong)).toThrow(/PORT .*\n.*HOST .*\n.*OWNER_EMAIL .*\n.*SIGNALBOX_MASTER_KEY_FILE /);
});

test('a port is shared by processes, so not with the embedded database', () => {
  expect(readConfig([], {}).sharesPort).toBe(false);
  expect(() => readConfig([], { SIGNALBOX_PORT_SHARING: 'on' })).toThrow('SIGNALBOX_PORT_SHARING needs DATABASE_URL');
  const grownUp = { SIGNALBOX_PORT_SHARING: 'on', DATABASE_URL: 'postgres://127.0.0.1/a' };
  expect(readConfig([], grownUp).sharesPort).toBe(true);
});

test('a secret comes as it is or in a file, long enough, not both', () => {
  const folder = makeTestFolder('config');
  const [long, short] = [join(folder, 'long'), join(folder, 'short')];
  writeFileSync(long, `${'k'.repeat(32)}\n`);
  writeFileSync(short, 'k');
  expect(readConfig([], { SIGNALBOX_SESSION_SECRET_FILE: long }).sessionSecret).toBe('k'.repeat(32));
  expect(() => readConfig([], { SIGNALBOX_SESSION_SECRET_FILE: short })).toThrow('at least 32 characters');
  const both = { SIGNALBOX_SESSION_SECRET: 'k'.repeat(32), SIGNALBOX_SESSION_SECRET_FILE: long };
  expect(() => readConfig([], both)).toThrow('set one of them');
});

test('connections to models come from the vendors’ own variables', () => {
  const vendors = { ANTHROPIC_API_KEY: ' sk-a ', GOOGLE_API_KEY: 'g', GEMINI_API_KEY: 'gemini', OPENAI_API_KEY: '' };
  expect(readConfig([], { ...vendors, ANTHROPIC_BASE_URL: 'https://proxy.example/' }).connections).toEqual([
    { name: 'anthropic', kind: 'anthropic', baseUrl: 'https://proxy.example', apiKey: 'sk-a', model: null },
    { name: 'google', kind: 'google', baseUrl: null, apiKey: 'gemini', model: null },
  ]);
  const gateway = { API_BASE_URL: 'http://127.0.0.1:8000/v1', MODEL: 'qwen' };
  expect(readConfig([], gateway).connections).toEqual([
    {
      name: 'openai-compatible',
      kind: 'openai-compatible',
      baseUrl: 'http://127.0.0.1:8000/v1',
      apiKey: null,
      model: 'qwen',
    },
  ]);
  expect(readConfig([], { API_KEY: 'x', MODEL: 'qwen', OPENAI_BASE_URL: 'https://a.example' }).connections).toEqual([]);
});

test('an Ollama is looked for where it usually is, or where it is said to be', () => {
  expect(readConfig([], {}).ollamaUrl).toBe('http://127.0.0.1:11434');
  expect(readConfig([], { OLLAMA_URL: 'http://ollama.example:11434/' }).ollamaUrl).toBe('http://ollama.example:11434');
  expect(() => readConfig([], { OLLAMA_URL: 'http://127.0.0.1:11434/v1' })).toThrow(/OLLAMA_URL .*without a path/);
});

test('what can’t be a key or an address of models is refused by name, without the key', () => {
  const wrong = { OPENAI_API_KEY: 'sk secret', API_BASE_URL: 'https://user:secret@a.example/v1?x=1' };
  const readWrong = () => readConfig([], wrong);
  expect(readWrong).toThrow(/OPENAI_API_KEY .*\n.*API_BASE_URL .*user or password.*\n.*API_BASE_URL .*\?/);
  expect(readWrong).not.toThrow('secret');
});

test('older master keys are long enough each', () => {
  const keys = ['a'.repeat(32), 'b'.repeat(32)];
  expect(readConfig([], { SIGNALBOX_MASTER_KEY_OLD: keys.join(', ') }).oldMasterKeys).toEqual(keys);
  expect(() => readConfig([], { SIGNALBOX_MASTER_KEY_OLD: 'short' })).toThrow('at least 32 characters');
});

test('the public address is an origin: any loopback address does without one', () => {
  expect(readConfig([], { PUBLIC_URL: 'https://signalbox.example/' }).publicUrl).toBe('https://signalbox.example');
  expect(() => readConfig([], { PUBLIC_URL: 'https://signalbox.example/agents' })).toThrow('without a path');
  expect(readConfig([], { HOST: '127.0.0.2' }).host).toBe('127.0.0.2');
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

test('what tools may reach is checked, and their secrets are found by name', () => {
  const config = readConfig([], {
    SIGNALBOX_ALLOW_ADDRESSES: '10.0.0.0/8, printer.example:8080',
    SEARXNG_URL: 'http://127.0.0.1:8888/search',
    SIGNALBOX_TOOL_SECRET_Weather: 'w1',
  });
  expect(config.allowAddresses).toEqual(['10.0.0.0/8', 'printer.example:8080', 'http://127.0.0.1:8888']);
  expect(Object.fromEntries(config.toolSecrets)).toEqual({
    WEATHER: 'w1',
    SEARXNG_URL: 'http://127.0.0.1:8888/search',
  });
  expect(() => readConfig([], { SIGNALBOX_ALLOW_ADDRESSES: '10.0.0.0/99' })).toThrow('SIGNALBOX_ALLOW_ADDRESSES');
});

test('both names of the origins count', () => {
  const config = readConfig([], {
    CORS_ORIGINS: 'http://a.example, http://b.example/',
    FRONTEND_URL: 'http://c.example',
  });
  expect(config.corsOrigins).toEqual(['http://a.example', 'http://b.example', 'http://c.example']);
});

test('a browser opens for a person in a terminal with a display, unless it was switched off', () => {
  const desk = { DISPLAY: ':0' };
  const { isTTY } = process.stdout;
  try {
    process.stdout.isTTY = true;
    expect(readConfig([], desk).opensBrowser).toBe(true);
    expect(readConfig([], { ...desk, SIGNALBOX_OPEN: 'never' }).opensBrowser).toBe(false);
    expect(readConfig([], { ...desk, CI: 'true' }).opensBrowser).toBe(false);
    process.stdout.isTTY = false;
    expect(readConfig([], desk).opensBrowser).toBe(false);
  } finally {
    process.stdout.isTTY = isTTY;
  }
  expect(() => readConfig([], { SIGNALBOX_OPEN: 'yes' })).toThrow('must be auto or never');
});

test('.env.example names every setting, and nothing else', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');
  const named = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(Settings.shape)));
});
