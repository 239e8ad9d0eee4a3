import {
  type ContentBlock,
  emptyUsage,
  reduceRun,
  type RunEvent,
  type RunEventDraft,
  toCallId,
} from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toMessages } from './to-messages.ts';

const by = { kind: 'system', id: 's', name: 'System' } as const;
const call = (seq: number, tool: string): RunEventDraft => ({
  type: 'tool-call',
  payload: {
    callId: toCallId('r', seq),
    providerCallId: null,
    attempt: 1,
    tool,
    arguments: {},
    effect: 'read',
    idempotencyKey: 'k',
  },
});
const start = (attempt: number): RunEventDraft => ({
  type: 'model-call-start',
  payload: {
    attempt,
    provider: 'one',
    model: 'a',
    parameters: {},
    toolSetDigest: null,
    messages: 1,
    omittedMessages: 0,
    estimatedInputTokens: 1,
    estimatedCostNanoUsd: 0,
  },
});
const end = (attempt: number): RunEventDraft => ({
  type: 'model-call-end',
  payload: { attempt, finish: 'stop', usage: emptyUsage, costNanoUsd: 0, firstTokenMs: 1, latencyMs: 1 },
});
const request = (text: string): RunEventDraft => ({ type: 'user-request', payload: { text, by } });
const log = (...drafts: RunEventDraft[]): RunEvent[] =>
  drafts.map((draft, index) => ({ ...draft, seq: index + 1, epoch: 1, at: '2026-01-01T00:00:00.000Z' }));
const thinking: ContentBlock = { type: 'thinking', text: 'hm', opaque: { issuer: 'one', data: 'signature' } };

const turnWithCalls = log(
  request('go'),
  start(1),
  { type: 'agent-thought', payload: { attempt: 1, blocks: [thinking] } },
  call(4, 'x'),
  call(5, 'y'),
  end(1),
  { type: 'tool-result', payload: { callId: toCallId('r', 4), outcome: 'ok', text: 'done', bytes: 4, durationMs: 1 } },
);
const toOptions = (events: RunEvent[], provider: string) => ({
  history: [],
  state: reduceRun(events),
  provider,
  fixed: new Map(),
  contextWindow: null,
});

test('a turn goes with the results the model saw, and a call without one says so', () => {
  const { messages } = toMessages(toOptions(turnWithCalls, 'one'));
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'tool']);
  expect(messages[2]).toMatchObject({
    results: [
      { text: 'done', isError: false },
      { text: expect.stringContaining('no result'), isError: true },
    ],
  });
});

test('opaque reasoning goes back to its issuer only', () => {
  expect(toMessages(toOptions(turnWithCalls, 'one')).messages[1]).toMatchObject({ blocks: [thinking, {}, {}] });
  expect(JSON.stringify(toMessages(toOptions(turnWithCalls, 'two')).messages)).not.toContain('hm');
});

test('earlier runs come first, and what does not fit the window is left out, oldest first', () => {
  const earlier = log(request('first'), start(1), end(1), {
    type: 'agent-response',
    payload: { attempt: 1, blocks: [{ type: 'text', text: 'x'.repeat(4000) }] },
  });
  const state = reduceRun(log(request('second')));
  const all = toMessages({ history: [earlier], state, provider: 'one', fixed: new Map(), contextWindow: 100_000 });
  expect(all.messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
  const cut = toMessages({
    history: [earlier, earlier],
    state,
    provider: 'one',
    fixed: new Map(),
    contextWindow: 1500,
  });
  expect(cut.omittedMessages).toBe(2);
  expect(cut.messages.at(-1)).toEqual({ role: 'user', text: 'second' });
});
