import { newId, type RunEventDraft, toCallId } from '@signalbox/contracts';
import { claimRuns } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const toCall = (callId: string, text: string): RunEventDraft => ({
  type: 'tool-call',
  payload: {
    callId,
    providerCallId: null,
    attempt: 1,
    tool: 'send_mail',
    arguments: { text },
    effect: 'write',
    idempotencyKey: callId,
  },
});

const toQuestion = (callId: string): RunEventDraft => ({
  type: 'approval-request',
  payload: { callId, reason: 'unknown-outcome', message: 'Did it happen?' },
});

describe.each(testEngines)('inbox on %s', (engine) => {
  let api: TestApi;
  const opened: TestApi[] = [];
  beforeEach(async () => void opened.push((api = await openTestApi({ engine }))), 30_000);
  afterAll(async () => void (await Promise.all(opened.map((each) => each.close()))));

  /** A run that asks about two calls. */
  const startWaiting = async (text = 'Hello') => {
    const { runId } = await api.caller.runs.start({ message: 'Send two mails' });
    const [first, second] = [toCallId(runId, 2), toCallId(runId, 3)];
    const events = [toCall(first, text), toCall(second, text), toQuestion(first), toQuestion(second)];
    await api.append(runId, events, 'waiting');
    return { runId, first, second };
  };
  const openCalls = async () => {
    const { items, total } = await api.caller.inbox.list();
    expect(total).toBe(items.length);
    expect(await api.caller.inbox.count()).toEqual({ count: total });
    return items.map(({ callId }) => callId);
  };

  test('listInbox: each open question with its call and its run, the oldest first', async () => {
    expect(await openCalls()).toEqual([]);
    const long = 'x'.repeat(50_000);
    const older = await startWaiting(long);
    const newer = await startWaiting();
    expect(await openCalls()).toEqual([older.first, older.second, newer.first, newer.second]);
    const [item] = (await api.caller.inbox.list()).items;
    expect(item).toMatchObject({
      run: { id: older.runId, status: 'waiting', waitsFor: 'unknown-outcome', agentSlug: 'assistant' },
      callId: older.first,
      requestSeq: 4,
      callSeq: 2,
      reason: 'unknown-outcome',
      message: 'Did it happen?',
      tool: 'send_mail',
      arguments: { text: long },
      effect: 'write',
    });
    const { events } = await api.caller.runs.get({ runId: older.runId });
    expect(item?.askedAt).toBe(events[3]?.at);
  });

  test('what was decided is gone, and what was not stays, also while the run goes on with the other call', async () => {
    const { runId, first, second } = await startWaiting();
    const decide = (callId: string) => api.caller.runs.decide({ runId, callId, decision: 'happened' });
    expect(await decide(first)).toMatchObject({ status: 'queued', waitsFor: 'unknown-outcome' });
    expect(await openCalls()).toEqual([second]);
    await claimRuns(api.services.database.db, { workerId: newId(), limit: 10, isIdle: true });
    expect(await openCalls()).toEqual([second]);
    expect(await decide(second)).toMatchObject({ waitsFor: null });
    expect(await openCalls()).toEqual([]);
  });

  test('a run that has ended asks nothing', async () => {
    const cancelled = await startWaiting();
    const failed = await startWaiting();
    await api.caller.runs.cancel({ runId: cancelled.runId });
    await api.fail(failed.runId);
    expect(await openCalls()).toEqual([]);
    expect(await api.caller.runs.get({ runId: cancelled.runId })).toMatchObject({ waitsFor: null });
  });

  test('at most 100 are listed, all are counted', async () => {
    for (let index = 0; index < 51; index += 1) await startWaiting();
    const { items, total } = await api.caller.inbox.list();
    expect([items.length, total]).toEqual([100, 102]);
    expect(await api.caller.inbox.count()).toEqual({ count: 102 });
  }, 30_000);

  test('without runs:read both are refused; another workspace sees nothing of it', async () => {
    await startWaiting();
    const none = api.callAs({ ...api.principal, permissions: new Set() });
    expect(await codeOf(none.inbox.list())).toBe('auth.forbidden');
    expect(await codeOf(none.inbox.count())).toBe('auth.forbidden');
    expect(await api.foreign.inbox.list()).toEqual({ items: [], total: 0 });
    expect(await api.foreign.inbox.count()).toEqual({ count: 0 });
  });
});
