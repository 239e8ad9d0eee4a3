import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addUsage, emptyUsage } from './count-tokens.ts';
import { isFinalRunStatus } from './is-final-run-status.ts';
import { applyRunEvent, emptyRunState, reduceRun } from './reduce-run.ts';
import { RunEvent, type RunEventDraft } from './run-events.ts';
import { runLog } from './run-log.arbitrary.ts';
import { toRunSteps } from './run-steps.ts';

const logAndCut = runLog.chain((events) => fc.tuple(fc.constant(events), fc.nat(events.length)));

describe('laws of reduceRun', () => {
  test('any prefix of a valid log reduces, and is final only at its end', () => {
    fc.assert(
      fc.property(logAndCut, ([events, cut]) => {
        const state = reduceRun(events.slice(0, cut));
        expect(state.nextSeq).toBe(cut + 1);
        expect(isFinalRunStatus(state.status)).toBe(cut === events.length);
      }),
    );
  });

  test('repetition changes nothing: events that the state holds may come again', () => {
    fc.assert(
      fc.property(logAndCut, ([events, cut]) => {
        const repeated = reduceRun([...events.slice(0, cut), ...events.slice(0, cut), ...events]);
        expect(repeated).toEqual(reduceRun(events));
      }),
    );
  });

  test('it goes on from any point as if it had read the whole', () => {
    fc.assert(
      fc.property(logAndCut, ([events, cut]) => {
        const state = emptyRunState();
        for (const event of events.slice(0, cut)) applyRunEvent(state, event);
        for (const event of events.slice(cut)) applyRunEvent(state, event);
        expect(state).toEqual(reduceRun(events));
      }),
    );
  });

  test('tokens and cost are the sums of ends and discards, and unpriced calls are counted apart', () => {
    fc.assert(
      fc.property(runLog, (events) => {
        let usage = emptyUsage;
        let cost = 0;
        let unpriced = 0;
        for (const event of events) {
          if (event.type !== 'model-call-end' && event.type !== 'model-call-discard') continue;
          usage = addUsage(usage, event.type === 'model-call-end' ? event.payload.usage : event.payload.estimatedUsage);
          cost += event.payload.costNanoUsd ?? 0;
          unpriced += event.payload.costNanoUsd === null ? 1 : 0;
        }
        expect(reduceRun(events)).toMatchObject({ usage, costNanoUsd: cost, unpricedCalls: unpriced });
      }),
    );
  });

  test('each call has its one result, and visible steps are numbered from 0', () => {
    fc.assert(
      fc.property(runLog, (events) => {
        const results = events.filter((event) => event.type === 'tool-result');
        const { calls } = reduceRun(events);
        expect([...calls.values()].map((call) => call.result)).toHaveLength(results.length);
        expect([...calls.values()].every((call) => call.result !== null)).toBe(true);
        const steps = toRunSteps(events);
        expect(steps.map((step) => step.order)).toEqual(steps.map((_, index) => index));
      }),
    );
  });

  test('a log survives its schema unchanged', () => {
    fc.assert(
      fc.property(runLog, (events) => {
        expect(events.map((event) => RunEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(events);
      }),
    );
  });
});

test('waiting for a person is no part of the running time', () => {
  const by = { kind: 'user', id: 'u', name: 'U' } as const;
  const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  const callId = 'r.2';
  const intent = {
    callId,
    providerCallId: null,
    attempt: 1,
    tool: 't',
    arguments: {},
    effect: 'write',
    idempotencyKey: 'k',
  } as const;
  const events: RunEvent[] = [
    { seq: 1, epoch: 0, at: at(0), type: 'user-request', payload: { text: 'go', by } },
    { seq: 2, epoch: 1, at: at(1), type: 'tool-call', payload: intent },
    { seq: 3, epoch: 1, at: at(2), type: 'tool-start', payload: { callId, execution: 1 } },
    {
      seq: 4,
      epoch: 2,
      at: at(3),
      type: 'approval-request',
      payload: { callId, reason: 'unknown-outcome', message: '?' },
    },
  ];
  expect(reduceRun(events)).toMatchObject({ status: 'waiting', waitedMs: 0 });
  const decided: RunEvent = {
    seq: 5,
    epoch: 3,
    at: at(33),
    type: 'approval-decision',
    payload: { callId, decision: 'run', by },
  };
  const state = reduceRun([...events, decided]);
  expect(state).toMatchObject({ status: 'running', waitedMs: 30_000 });
  expect(state.calls.get(callId)?.decision).toEqual({ decision: 'run', by, executions: 1 });
});

test('failures count until their own model answers: one that was left stays left', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const start = (attempt: number, model: string): RunEventDraft => ({
    type: 'model-call-start',
    payload: {
      attempt,
      provider: 'p',
      model,
      parameters: {},
      toolSetDigest: null,
      messages: 1,
      omittedMessages: 0,
      estimatedInputTokens: 1,
      estimatedCostNanoUsd: null,
    },
  });
  const fail = (attempt: number): RunEventDraft => ({
    type: 'model-call-discard',
    payload: {
      attempt,
      reason: 'error',
      error: { code: 'overloaded', message: 'Later.' },
      estimatedUsage: emptyUsage,
      costNanoUsd: null,
    },
  });
  const end = (attempt: number): RunEventDraft => ({
    type: 'model-call-end',
    payload: { attempt, finish: 'stop', usage: emptyUsage, costNanoUsd: null, firstTokenMs: null, latencyMs: 1 },
  });
  const drafts = [start(1, 'a'), fail(1), start(2, 'b'), fail(2), start(3, 'b'), end(3)];
  const events = drafts.map((draft, index): RunEvent => ({ ...draft, seq: index + 1, epoch: 1, at }));
  const left = { provider: 'p', model: 'a', code: 'overloaded', message: 'Later.' };
  expect(reduceRun(events.slice(0, 5)).failures).toHaveLength(2);
  expect(reduceRun(events).failures).toEqual([left]);
});
