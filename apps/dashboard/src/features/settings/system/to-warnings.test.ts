import type { System } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toWarnings } from './to-warnings.ts';

const now = Date.parse('2026-11-21T14:00:00Z');
const well: System = {
  version: '1.0.0',
  process: {
    role: 'all',
    startedAt: '2026-11-21T09:00:00Z',
    nodeVersion: '24.0.0',
    memoryBytes: 1,
    loopDelayMs: 200,
    openStreams: 1,
    activeRuns: 0,
  },
  database: {
    engine: 'pglite',
    version: '17.5',
    sizeBytes: 1,
    migrations: 1,
    newestMigration: '20261121-0900-create-auth',
    latencyMs: 1,
  },
  queue: { queued: 1, running: 0, waiting: 0, oldestQueuedAt: '2026-11-21T13:59:00Z', busyWorkers: 0 },
  metrics: { foldedAt: '2026-11-21T13:59:00Z', waiting: 3, waitingSince: '2026-11-21T13:59:30.001Z' },
  tools: { usable: 4, broken: 0 },
  disk: { folder: '/data', freeBytes: 5e9, totalBytes: 100e9 },
  places: [],
};

test('nothing stands out when all is well', () => {
  expect(toWarnings(well, now)).toEqual({});
});

test('a late loop, a run that waits long, figures that are behind, a broken tool and a disk that fills up stand out', () => {
  expect(Object.keys(toWarnings({ ...well, process: { ...well.process, loopDelayMs: 201 } }, now))).toEqual(['loop']);
  expect(Object.keys(toWarnings(well, now + 1))).toEqual(['queue']);
  const behind = { ...well.metrics, waitingSince: '2026-11-21T13:59:29.999Z' };
  expect(Object.keys(toWarnings({ ...well, metrics: behind }, now))).toEqual(['metrics']);
  expect(toWarnings({ ...well, tools: { usable: 4, broken: 2 } }, now)).toEqual({ tools: '2 broken' });
  expect(Object.keys(toWarnings({ ...well, disk: { ...well.disk, freeBytes: 4.9e9 } }, now))).toEqual(['disk']);
  const small = { ...well.disk, freeBytes: 0.9e9, totalBytes: 2e9 };
  expect(Object.keys(toWarnings({ ...well, disk: small }, now))).toEqual(['disk']);
});
