import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { pid } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

import { defineTool, type ToolContext } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { waitUntilGone } from '../hold/wait-until-gone.ts';

const input = z.strictObject({
  ledger: z.string().describe('Path of the file.'),
  value: z.string(),
  delayMs: z.int().min(0).max(60_000).default(0).describe('Time between beginning and effect.'),
  heldBy: z.string().optional().describe('Path of a file: nothing takes effect while it is there.'),
});
type Input = z.infer<typeof input>;

const Line = z.object({ key: z.string(), phase: z.enum(['begin', 'applied']) });

/** One whole line at the end of the file, on disk when this returns. */
const note = (
  line: { tool: string; phase: 'begin' | 'applied' },
  { ledger, value }: Input,
  context: ToolContext,
): void => {
  const { callId, idempotencyKey: key } = context;
  const file = openSync(ledger, 'a');
  writeSync(file, `${JSON.stringify({ ...line, callId, key, value, pid, at: Date.now() })}\n`);
  fsyncSync(file);
  closeSync(file);
};

const isApplied = (ledger: string, key: string): boolean =>
  readFileSync(ledger, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => Line.parse(JSON.parse(line)))
    .some((line) => line.phase === 'applied' && line.key === key);

const execute =
  (tool: string, isKnownByKey: boolean) =>
  async (call: Input, context: ToolContext): Promise<string> => {
    note({ tool, phase: 'begin' }, call, context);
    context.progress(`about to note ${call.value}`, 0.5);
    await delay(call.delayMs);
    if (call.heldBy !== undefined) await waitUntilGone(call.heldBy, context.signal);
    if (isKnownByKey && isApplied(call.ledger, context.idempotencyKey)) return `${call.value} was there already`;
    note({ tool, phase: 'applied' }, call, context);
    return `${call.value} noted`;
  };

const common = { icon: 'IconNotebook', input } as const;

/** Changes nothing but the ledger, which does not count: may run any number of times. */
export const ledgerRead = defineTool({
  ...common,
  name: 'ledger_read',
  title: 'Ledger read',
  description: 'Notes that it was called; counts as reading.',
  effect: 'read',
  execute: execute('ledger_read', false),
});

/** Takes effect once a key. */
export const ledgerPut = defineTool({
  ...common,
  name: 'ledger_put',
  title: 'Ledger put',
  description: 'Notes a value once.',
  effect: 'idempotent',
  execute: execute('ledger_put', true),
});

/** Takes effect each time, and can't say afterwards whether it did. */
export const ledgerWrite = defineTool({
  ...common,
  name: 'ledger_write',
  title: 'Ledger write',
  description: 'Notes a value, each time it is called.',
  execute: execute('ledger_write', false),
});

/** Has a moment only: what takes longer may or may not take effect, and a person is asked. */
export const ledgerWriteLate = defineTool({
  ...common,
  name: 'ledger_write_late',
  title: 'Ledger write, late',
  description: 'Notes a value, each time it is called, unless its time is over.',
  timeoutMs: 100,
  execute: execute('ledger_write_late', false),
});

/** Takes effect each time, and can say afterwards whether it did. */
export const ledgerWriteKnown = defineTool({
  ...common,
  name: 'ledger_write_known',
  title: 'Ledger write, known',
  description: 'Notes a value, each time it is called, and knows whether it did.',
  execute: execute('ledger_write_known', false),
  reconcile: async (call, context) =>
    isApplied(call.ledger, context.idempotencyKey)
      ? { happened: true, output: `${call.value} noted` }
      : { happened: false },
});
