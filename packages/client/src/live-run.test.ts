import { RunEvent, type RunEventDraft } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { emptyLiveRun, LiveRunReader } from './live-run.ts';
import { callModel } from './testing/call-model.ts';

const open = () => {
  const reader = new LiveRunReader();
  let seq = 0;
  const add = (draft: RunEventDraft): void => {
    seq += 1;
    reader.add(RunEvent.parse({ ...draft, seq, epoch: 1, at: new Date(0).toISOString() }));
  };
  const write = (attempt: number, offset: number, text: string): void =>
    reader.add({ type: 'content-delta', attempt, block: 0, offset, text });
  return { reader, add, write };
};

const usage = {
  inputFresh: 1,
  inputCacheRead: 0,
  inputCacheWrite5m: 0,
  inputCacheWrite1h: 0,
  inputToolUse: 0,
  outputText: 1,
  outputReasoning: 0,
};

test('nothing is known before the first event', () => {
  expect(open().reader.toLiveRun()).toEqual(emptyLiveRun);
});

test('the text is what streams, of the newest attempt, and then the answer', () => {
  const { reader, add, write } = open();
  add(callModel(1));
  write(1, 0, 'Hel');
  expect(reader.toLiveRun()).toMatchObject({ status: 'running', text: 'Hel' });
  const payload = { attempt: 1, reason: 'error' as const, estimatedUsage: usage, costNanoUsd: null };
  add({ type: 'model-call-discard', payload });
  expect(reader.toLiveRun().text).toBe('');
  add(callModel(2));
  write(2, 0, 'Good ');
  write(2, 5, 'day');
  expect(reader.toLiveRun().text).toBe('Good day');
  add({ type: 'agent-response', payload: { attempt: 2, blocks: [{ type: 'text', text: 'Good day.' }] } });
  add({ type: 'run-end', payload: { status: 'completed' } });
  const { status, steps, text } = reader.toLiveRun();
  expect([status, text, steps.map(({ type }) => type)]).toEqual(['completed', 'Good day.', ['agent-response']]);
});

test('a run that failed has its reason', () => {
  const { reader, add } = open();
  const error = { code: 'run.step-limit', message: 'Too long.' };
  add({ type: 'run-end', payload: { status: 'failed', error } });
  expect(reader.toLiveRun()).toMatchObject({ status: 'failed', error });
});
