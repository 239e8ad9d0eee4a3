import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createTestContext, scanTools, type ToolContext } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';

import { ledgerToolsFolder } from '../index.ts';
import { makeTestFolder } from '../make-test-folder.ts';

const { tools, broken } = await scanTools([ledgerToolsFolder]);
const newLedger = (): string => join(makeTestFolder('ledger'), 'ledger.jsonl');

const toContext = (key: string): ToolContext => createTestContext({ callId: `call of ${key}`, idempotencyKey: key });

const parse = (name: string, ledger: string) => {
  const call = tools.get(name)?.parse({ ledger, value: 'v' });
  if (call?.ok !== true) throw new Error(call?.message ?? `no tool ${name}`);
  return call;
};

const phasesOf = (ledger: string): string[] =>
  readFileSync(ledger, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): { key: string; phase: string } => JSON.parse(line))
    .map(({ key, phase }) => `${key} ${phase}`);

test('the folder is found by scan, each tool with its effect', () => {
  expect(broken).toEqual([]);
  expect([...tools.values()].map(({ name, declaredEffect }) => `${name}: ${declaredEffect}`).toSorted()).toEqual([
    'ledger_put: idempotent',
    'ledger_read: read',
    'ledger_write: write',
    'ledger_write_known: write',
    'ledger_write_late: write',
  ]);
});

test('a put takes effect once a key, a write each time', async () => {
  const [put, written] = [newLedger(), newLedger()];
  for (const key of ['a', 'a', 'b']) {
    await parse('ledger_put', put).execute(toContext(key));
    await parse('ledger_write', written).execute(toContext(key));
  }
  expect(phasesOf(put)).toEqual(['a begin', 'a applied', 'a begin', 'b begin', 'b applied']);
  expect(phasesOf(written)).toEqual(['a begin', 'a applied', 'a begin', 'a applied', 'b begin', 'b applied']);
});

test('only the write that can be asked knows whether it happened', async () => {
  const ledger = newLedger();
  await parse('ledger_write_known', ledger).execute(toContext('a'));
  const known = parse('ledger_write_known', ledger);
  expect(await known.reconcile(toContext('a'))).toEqual({ happened: true, output: 'v noted' });
  expect(await known.reconcile(toContext('b'))).toEqual({ happened: false });
  expect(await parse('ledger_write', ledger).reconcile(toContext('a'))).toBeNull();
});
