import { newId } from '@signalbox/contracts';
import { claimRuns } from '@signalbox/database';
import { foldAllRuns, testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('system on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('getSystem: the process, its database and disk, and the tools', async () => {
    const system = await api.caller.system.get();
    const { disk, ...process } = await api.services.machine.read();
    expect(system).toMatchObject({
      version: '1.2.3',
      process: { ...process, openStreams: 0 },
      database: { engine },
      tools: { usable: 1, broken: 1 },
      disk,
    });
    const { version, sizeBytes, migrations, newestMigration, latencyMs } = system.database;
    expect(version).toMatch(/^\d+\.\d+/);
    expect(sizeBytes).toBeGreaterThan(1_000_000);
    expect(migrations).toBeGreaterThan(10);
    expect(newestMigration).toMatch(/^\d{8}-\d{4}-/);
    expect(latencyMs).toBeGreaterThan(0);
  });

  test('getSystem: the runs that have not ended, since when the oldest waits, and who works on them', async () => {
    const { caller, foreign } = api;
    const none = { queued: 0, running: 0, waiting: 0, oldestQueuedAt: null, busyWorkers: 0 };
    expect((await caller.system.get()).queue).toEqual(none);
    const first = await caller.runs.start({ message: 'Hello' });
    const second = await caller.runs.start({ message: 'Hello' });
    const { createdAt } = await caller.runs.get({ runId: first.runId });
    expect((await caller.system.get()).queue).toEqual({ ...none, queued: 2, oldestQueuedAt: createdAt });
    expect((await foreign.system.get()).queue).toEqual(none);
    await claimRuns(api.services.database.db, { workerId: newId(), limit: 1, isIdle: true });
    expect((await caller.system.get()).queue).toMatchObject({ queued: 1, running: 1, busyWorkers: 1 });
    await caller.runs.cancel({ runId: first.runId });
    await caller.runs.cancel({ runId: second.runId });
    expect((await caller.system.get()).queue).toEqual(none);
  });

  test('getSystem: how many ended runs the sums of figures lack, since when, and when they were last added to', async () => {
    const principal = await api.newPrincipal();
    const caller = api.callAs(principal);
    const readMetrics = async () => (await caller.system.get()).metrics;
    await foldAllRuns(api.services.database.db);
    expect(await readMetrics()).toMatchObject({ waiting: 0, waitingSince: null });
    const startMs = Date.now();
    for (const message of ['One', 'Two']) {
      const { runId } = await caller.runs.start({ message });
      await caller.runs.cancel({ runId });
    }
    const { waiting, waitingSince } = await readMetrics();
    expect(waiting).toBe(2);
    expect(Date.parse(waitingSince ?? '')).toBeGreaterThanOrEqual(startMs);
    expect((await api.caller.system.get()).metrics.waiting).toBe(0);
    await foldAllRuns(api.services.database.db);
    const after = await readMetrics();
    expect(after).toMatchObject({ waiting: 0, waitingSince: null });
    expect(Date.parse(after.foldedAt ?? '')).toBeGreaterThanOrEqual(startMs);
  });

  test('getSystem counts the streams that are open', async () => {
    const { runId } = await api.caller.runs.start({ message: 'Hello' });
    const leaving = new AbortController();
    const stream = await api.callAs(api.principal, leaving.signal).runs.watch({ runId });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    expect((await api.caller.system.get()).process.openStreams).toBe(1);
    leaving.abort();
    await reader.next();
    expect((await api.caller.system.get()).process.openStreams).toBe(0);
  });

  test('getSystem is refused without system:read', async () => {
    const member = api.callAs({ ...api.principal, permissions: new Set(['agents:read']) });
    expect(await codeOf(member.system.get())).toBe('auth.forbidden');
  });
});
