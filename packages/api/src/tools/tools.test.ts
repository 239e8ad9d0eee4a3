import { toCallId, type ToolOutcome } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('tools on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('listTools: what the files define, and the files that can’t be used', async () => {
    const { items, broken } = await api.caller.tools.list();
    expect(items).toMatchObject([{ name: 'calculator', description: 'Calculates.', enabled: true }]);
    expect(broken).toEqual([{ file: 'broken.tool.ts', reason: 'It has no default export.' }]);
  });

  test('updateTool: changes what is given, keeps the rest, for this workspace only, audited', async () => {
    const update = api.caller.tools.update;
    expect(await update({ name: 'calculator', enabled: false })).toMatchObject({ enabled: false });
    const described = await update({ name: 'calculator', description: 'Adds\0.' });
    expect(described).toMatchObject({ enabled: false, description: 'Adds\uFFFD.' });
    expect(await api.caller.tools.get({ name: 'calculator' })).toMatchObject(described);
    expect(await api.foreign.tools.get({ name: 'calculator' })).toMatchObject({ enabled: true });
    expect(await update({ name: 'calculator', description: null })).toMatchObject({ description: 'Calculates.' });
    const audited = (await api.listAudit()).map(({ action, target }) => `${action} ${target}`);
    expect(audited).toEqual(Array.from({ length: 3 }, () => 'tools.update calculator'));
  });

  test('getTool: with the schema of its arguments; unknown names are not found, and nothing is stored for them', async () => {
    expect(await api.caller.tools.get({ name: 'calculator' })).toMatchObject({ inputSchema: { type: 'object' } });
    expect(await codeOf(api.caller.tools.get({ name: 'nothing' }))).toBe('tool.not-found');
    expect(await codeOf(api.caller.tools.update({ name: 'constructor', enabled: false }))).toBe('tool.not-found');
    expect((await api.listAudit()).length).toBe(3);
  });

  describe('listToolCalls', () => {
    /** A run that used the tool once for each of these outcomes. */
    const use = async (outcomes: readonly ToolOutcome[]): Promise<string> => {
      const { runId } = await api.caller.runs.start({ message: 'Hi' });
      const calls = outcomes.map((outcome, index) => ({ callId: toCallId(runId, index + 2), outcome, index }));
      const intent = { providerCallId: null, attempt: 1, tool: 'calculator', arguments: {}, effect: 'read' } as const;
      await api.append(
        runId,
        calls.map(({ callId }) => ({ type: 'tool-call', payload: { ...intent, callId, idempotencyKey: callId } })),
      );
      await api.append(
        runId,
        calls.map(({ callId, outcome, index }) => ({
          type: 'tool-result',
          payload: { callId, outcome, text: '', bytes: 0, durationMs: 10 * (index + 1) },
        })),
      );
      await api.end(runId);
      return runId;
    };
    const placesOf = ({ items }: { items: readonly { runId: string; seq: number }[] }) =>
      items.map(({ runId, seq }) => `${runId} ${seq}`);

    test('every call once over its pages, newest run first, by outcome if asked', async () => {
      const list = api.caller.tools.listCalls;
      expect(await list({ name: 'calculator' })).toEqual({ items: [], nextCursor: null });
      const older = await use(['ok', 'error']);
      const newer = await use(['ok', 'timeout', 'unknown']);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ name: 'calculator', limit: 2, ...(cursor !== undefined && { cursor }) });
        seen.push(...placesOf(page));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const all = [...[2, 3, 4].map((seq) => `${newer} ${seq}`), ...[2, 3].map((seq) => `${older} ${seq}`)];
      expect(seen.toSorted()).toEqual(all.toSorted());
      const failed = await list({ name: 'calculator', outcome: 'error' });
      expect(failed.items).toMatchObject([
        { runId: older, seq: 3, tool: 'calculator', agentName: 'Assistant', runStatus: 'completed', durationMs: 20 },
      ]);
      for (const wrong of ['AAAA', `${failed.items[0]?.at}_x_1`, `2026-01-01T00:00:00Z_${older}_-1`]) {
        const { issues } = await failureOf(list({ name: 'calculator', cursor: wrong }));
        expect(issues).toMatchObject([{ path: 'cursor' }]);
      }
      expect((await api.foreign.tools.listCalls({ name: 'calculator' })).items).toEqual([]);
      expect(await codeOf(list({ name: 'nothing' }))).toBe('tool.not-found');
    });

    test('the last day’s calls are summed up with the tool; those of a deleted run stay in the sums only', async () => {
      const { usage } = await api.caller.tools.get({ name: 'calculator' });
      expect(usage).toMatchObject({ calls: 5, failures: 3, p95DurationMs: expect.closeTo(30, 0) });
      const [newest] = (await api.caller.tools.listCalls({ name: 'calculator', limit: 1 })).items;
      expect(usage.lastAt).toBe(newest?.at);
      await api.caller.runs.delete({ runId: newest?.runId ?? '' });
      expect((await api.caller.tools.listCalls({ name: 'calculator' })).items).toHaveLength(2);
      expect(await api.caller.tools.list()).toMatchObject({ items: [{ usage }] });
      const none = { calls: 0, failures: 0, p95DurationMs: null, lastAt: null };
      expect(await api.foreign.tools.get({ name: 'calculator' })).toMatchObject({ usage: none });
    });
  });

  test('testTool: runs the tool once, switched off or not, audited without the arguments', async () => {
    await api.caller.tools.update({ name: 'calculator', enabled: false });
    const tested = await api.caller.tools.test({ name: 'calculator', arguments: { x: 42 } });
    expect(tested).toEqual({ outcome: 'ok', text: '42', bytes: 2, durationMs: 1 });
    const { length } = await api.listAudit();
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'tools.test', target: 'calculator', details: '{}' });
    const wrong = await failureOf(api.caller.tools.test({ name: 'calculator', arguments: { x: 'secret' } }));
    expect([wrong.code, wrong.issues]).toMatchObject(['request.invalid', [{ path: 'arguments.x' }]]);
    expect(await codeOf(api.caller.tools.test({ name: 'nothing', arguments: {} }))).toBe('tool.not-found');
    expect((await api.listAudit()).length).toBe(length);
  });

  test('without their permissions all are refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set() });
    const reader = api.callAs({ ...api.principal, permissions: new Set(['tools:read']) });
    expect(await codeOf(none.tools.list())).toBe('auth.forbidden');
    expect(await codeOf(none.tools.get({ name: 'calculator' }))).toBe('auth.forbidden');
    expect(await codeOf(none.tools.listCalls({ name: 'calculator' }))).toBe('auth.forbidden');
    expect(await codeOf(reader.tools.update({ name: 'calculator', enabled: true }))).toBe('auth.forbidden');
    expect(await codeOf(reader.tools.test({ name: 'calculator', arguments: { x: 1 } }))).toBe('auth.forbidden');
  });
});
