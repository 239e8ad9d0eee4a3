import type { Connection } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { canRemoveKey, findMissing, toDraft, toDraftFaults, toSaved, toTested } from './connection-draft.ts';
import { findVendor, toConnectionTitle, vendors } from './vendors.ts';

const [anthropic, , , ollama, other] = vendors;
if (!anthropic || !ollama || !other) throw new Error('a vendor is missing');

const gateway: Connection = {
  name: 'my-gateway',
  kind: 'openai-compatible',
  baseUrl: 'http://127.0.0.1:8000/v1',
  source: 'workspace',
  key: 'kept',
  keyHint: 'ghij',
  updatedBy: 'Signe',
  updatedAt: '2026-11-21T09:00:00Z',
  lastTest: null,
};

test('a new form has what the vendor is known for; a change begins with what there is, but the key', () => {
  expect(toDraft(ollama, null)).toEqual({
    name: 'ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: '',
    removesKey: false,
  });
  expect(toDraft(other, gateway)).toEqual({
    name: 'my-gateway',
    baseUrl: gateway.baseUrl,
    apiKey: '',
    removesKey: false,
  });
});

test('what is missing: a vendor’s key unless one is kept or the address is another; a server’s name and address', () => {
  expect(findMissing(anthropic, toDraft(anthropic, null), null)).toEqual({ apiKey: 'Enter a key of Anthropic.' });
  const kept = { ...gateway, name: 'anthropic', kind: 'anthropic' as const, baseUrl: null };
  expect(findMissing(anthropic, toDraft(anthropic, kept), kept)).toEqual({});
  expect(findMissing(anthropic, { ...toDraft(anthropic, null), baseUrl: 'https://a.example' }, null)).toEqual({});
  expect(Object.keys(findMissing(other, toDraft(other, null), null))).toEqual(['name', 'baseUrl']);
});

test('an empty key field keeps the key, an empty address is the vendor’s', () => {
  const empty = { name: 'anthropic', baseUrl: ' ', apiKey: '', removesKey: false };
  expect(toSaved(anthropic, empty, null)).toEqual({
    name: 'anthropic',
    kind: 'anthropic',
    baseUrl: null,
  });
  const entered = { name: ' a ', baseUrl: 'http://a.example', apiKey: 'k', removesKey: true };
  expect(toSaved(other, entered, null)).toMatchObject({
    name: 'a',
    apiKey: 'k',
  });
});

test('a key is removed where there is one and an address may do without', () => {
  const draft = { ...toDraft(other, gateway), removesKey: true };
  expect(toSaved(other, draft, gateway)).toMatchObject({ baseUrl: gateway.baseUrl, apiKey: null });
  expect(toTested(other, draft, gateway)).toMatchObject({ draft: { apiKey: null } });
  expect(canRemoveKey(draft, { ...gateway, key: 'unreadable' })).toBe(true);
  expect(canRemoveKey(draft, { ...gateway, key: 'none' })).toBe(false);
  expect(canRemoveKey({ ...draft, baseUrl: ' ' }, gateway)).toBe(false);
  expect(toSaved(anthropic, { ...draft, baseUrl: '' }, gateway)).not.toHaveProperty('apiKey');
});

test('what was not changed is tested as it is kept, anything else as the form has it', () => {
  const draft = toDraft(other, gateway);
  expect(toTested(other, draft, gateway)).toEqual({ name: 'my-gateway' });
  const moved = { ...draft, baseUrl: 'http://b.example' };
  expect(toTested(other, moved, gateway)).toEqual({
    draft: { kind: 'openai-compatible', baseUrl: 'http://b.example', apiKey: null },
  });
  expect(toTested(other, { ...draft, apiKey: 'k' }, gateway)).toMatchObject({ draft: { apiKey: 'k' } });
});

test('faults of the server stand at their fields', () => {
  const issues = [
    { path: 'draft.baseUrl', message: 'must be a whole address' },
    { path: 'apiKey', message: 'must not be empty' },
    { path: 'kind', message: 'is unknown' },
  ];
  expect(toDraftFaults(issues)).toEqual({
    baseUrl: 'Address must be a whole address.',
    apiKey: 'Key must not be empty.',
  });
});

test('a connection is called as its vendor, or as it was named', () => {
  expect(toConnectionTitle({ name: 'openai', kind: 'openai' })).toBe('OpenAI');
  expect(toConnectionTitle({ name: 'openai', kind: 'openai-compatible' })).toBe('openai');
  expect(findVendor({ name: 'mine', kind: 'openai-compatible' })?.id).toBe('other');
  expect(findVendor({ name: 'proxy', kind: 'google' })?.id).toBe('google');
});
