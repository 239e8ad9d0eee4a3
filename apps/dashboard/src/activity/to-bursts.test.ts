import { type Activity, newId } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toBursts } from './to-bursts.ts';

const startMs = Date.parse('2026-11-21T14:00:00.000Z');

const toEntry = (agentId: string, ago: { readonly seconds: number }, change: Partial<Activity> = {}): Activity => ({
  id: newId(),
  agentId,
  agentSlug: agentId,
  agentName: agentId,
  type: 'success',
  status: 'success',
  at: new Date(startMs - 1000 * ago.seconds).toISOString(),
  taskId: null,
  runId: null,
  output: null,
  error: null,
  durationMs: null,
  project: '',
  intent: 'implementation',
  reason: '',
  details: null,
  isInMemory: null,
  ...change,
});

const read = (entries: readonly Activity[]) =>
  toBursts(entries).map(({ newest, count, from }) => [newest.agentId, count, (startMs - Date.parse(from)) / 1000]);

test('what one agent does again and again is one burst, also between the entries of others', () => {
  const entries = [
    toEntry('mailer', { seconds: 1 }),
    toEntry('clerk', { seconds: 2 }),
    toEntry('mailer', { seconds: 3 }),
    toEntry('mailer', { seconds: 4 }, { type: 'failed', status: 'failed' }),
    toEntry('mailer', { seconds: 5 }),
  ];
  expect(read(entries)).toEqual([
    ['mailer', 3, 5],
    ['clerk', 1, 2],
    ['mailer', 1, 4],
  ]);
});

test('after ten minutes a new burst begins; a run is none of what was reported', () => {
  const entries = [
    toEntry('mailer', { seconds: 0 }),
    toEntry('mailer', { seconds: 600 }),
    toEntry('mailer', { seconds: 1201 }),
    toEntry('mailer', { seconds: 1202 }, { runId: newId() }),
    toEntry('mailer', { seconds: 1203 }),
  ];
  expect(read(entries)).toEqual([
    ['mailer', 2, 600],
    ['mailer', 2, 1203],
    ['mailer', 1, 1202],
  ]);
});
