import { emptyUsage, type RunEvent, type RunEventDraft } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { mergeEvents } from '../live/merge-events.ts';
import { toActivity } from './to-activity.ts';
import { toCostWords } from './to-cost-words.ts';
import { toFigures } from './to-figures.ts';
import { toModelName } from './to-model-name.ts';
import { toTranscript } from './to-transcript.ts';

const by = { kind: 'user', id: 'u', name: 'Somebody' } as const;
const usage = { ...emptyUsage, inputFresh: 100, outputText: 20 };

/** A log with a second between its events. */
const toLog = (drafts: readonly RunEventDraft[]): RunEvent[] =>
  drafts.map((draft, index) => ({ ...draft, seq: index + 1, epoch: 1, at: new Date(index * 1000).toISOString() }));

const request: RunEventDraft = { type: 'user-request', payload: { text: 'Do both', by } };
const modelCall = (attempt: number): RunEventDraft => ({
  type: 'model-call-start',
  payload: {
    attempt,
    provider: 'demo',
    model: 'demo',
    parameters: {},
    toolSetDigest: null,
    messages: 1,
    omittedMessages: 0,
    estimatedInputTokens: 1,
    estimatedCostNanoUsd: 0,
  },
});
const modelEnd = (attempt: number): RunEventDraft => ({
  type: 'model-call-end',
  payload: { attempt, finish: 'stop', usage, costNanoUsd: 5, firstTokenMs: 10, latencyMs: 20 },
});
const call = (callId: string): RunEventDraft => ({
  type: 'tool-call',
  payload: {
    callId,
    providerCallId: null,
    attempt: 1,
    tool: callId,
    arguments: {},
    effect: 'write',
    idempotencyKey: callId,
  },
});
const start = (callId: string): RunEventDraft => ({ type: 'tool-start', payload: { callId, execution: 1 } });
const result = (callId: string): RunEventDraft => ({
  type: 'tool-result',
  payload: { callId, outcome: 'ok', text: callId, bytes: 1, durationMs: 1 },
});
const ask = (callId: string): RunEventDraft => ({
  type: 'approval-request',
  payload: { callId, reason: 'unknown-outcome', message: 'It may have happened.' },
});
const decide = (callId: string): RunEventDraft => ({
  type: 'approval-decision',
  payload: { callId, decision: 'happened', by },
});
const answer: RunEventDraft = {
  type: 'agent-response',
  payload: { attempt: 2, blocks: [{ type: 'text', text: 'Done.' }] },
};
const end: RunEventDraft = { type: 'run-end', payload: { status: 'completed' } };

const turn = [request, modelCall(1), call('a'), call('b'), modelEnd(1), start('a'), start('b')];

test('a result stands with its call, whatever order they came in', () => {
  const items = toTranscript(toLog([...turn, result('b'), result('a'), modelCall(2), answer, modelEnd(2), end]));
  const shown = items.map((item) => (item.type === 'tool-call' ? `${item.call.tool}=${item.result?.text}` : item.type));
  expect(shown).toEqual(['request', 'demo-notice', 'a=a', 'b=b', 'answer', 'end']);
  expect(items.find((item) => item.type === 'answer')).toMatchObject({
    text: 'Done.',
    model: 'demo',
    end: { costNanoUsd: 5 },
  });
});

test('a question stands with its call until it is answered', () => {
  const asked = toLog([...turn, result('b'), ask('a')]);
  const callOf = (events: RunEvent[]) => toTranscript(events).find((item) => item.type === 'tool-call');
  expect(callOf(asked)).toMatchObject({ question: { message: 'It may have happened.' }, decision: null });
  expect(toActivity(asked)).toMatchObject({ isWaiting: true });
  const decided = toLog([...turn, result('b'), ask('a'), decide('a'), result('a')]);
  expect(callOf(decided)).toMatchObject({ question: null, decision: { decision: 'happened' }, result: { text: 'a' } });
  expect(toActivity(decided)).toMatchObject({ isWaiting: false });
});

test('the models that were asked are told with their provider, each once', () => {
  expect(toFigures(toLog([...turn, result('b'), result('a'), modelCall(2)])).models).toEqual(['demo']);
  expect(toModelName({ provider: 'anthropic', model: 'claude' })).toBe('anthropic/claude');
});

test('no price is never $0', () => {
  const figures = toFigures(toLog([...turn, result('b'), result('a'), end]));
  expect(toCostWords({ ...figures, costNanoUsd: 0, unpricedCalls: 2 })).toBe('no price');
  expect(toCostWords({ ...figures, costNanoUsd: 5_000_000, unpricedCalls: 2 })).toBe('$0.005000 + 2 unpriced');
  expect(toCostWords({ ...figures, costNanoUsd: 5_000_000, isEstimated: true })).toBe('≈ $0.005000');
});

test('waiting for a person is no part of the duration', () => {
  const events = toLog([...turn, result('b'), ask('a'), decide('a'), result('a'), end]);
  expect(toFigures(events)).toMatchObject({
    status: 'completed',
    durationMs: 9000,
    waitedMs: 1000,
    tokens: 120,
    costNanoUsd: 5,
  });
  expect(toFigures(events.slice(0, -1)).durationMs).toBeNull();
});

test('what the run does is told from the newest events', () => {
  const events = toLog([...turn, result('a'), result('b'), modelCall(2), end]);
  const texts = [1, 2, 7, 8, 9, 10, 11].map((length) => toActivity(events.slice(0, length))?.text);
  expect(texts).toEqual([
    'Waiting for a worker',
    'Asking demo',
    'Running a, b',
    'Running b',
    'Going on',
    'Asking demo',
    undefined,
  ]);
});

test('two readings of one log make one, each event once', () => {
  const events = toLog([...turn, result('a'), end]);
  for (let known = 0; known <= events.length; known += 1) {
    for (let from = 0; from <= known; from += 1) {
      expect(mergeEvents(events.slice(0, known), events.slice(from))).toEqual(events);
    }
  }
});

test('reasoning of which only the sealed state came draws no empty card', () => {
  const sealed: RunEventDraft = {
    type: 'agent-thought',
    payload: { attempt: 1, blocks: [{ type: 'thinking', text: '', opaque: { issuer: 'openai', data: 'sealed' } }] },
  };
  const items = toTranscript(toLog([request, modelCall(1), sealed, call('a'), modelEnd(1)]));
  expect(items.map(({ type }) => type)).not.toContain('thought');
});
