import type { ModelMessage, ModelRequest } from '@signalbox/models';
import { expect, test } from 'vitest';

import { createScriptedProvider, type ModelScript } from './create-scripted-provider.ts';

const toRequest = (script: ModelScript | string, answered = 0): ModelRequest => {
  const text = typeof script === 'string' ? script : JSON.stringify(script);
  const turn: ModelMessage = { role: 'assistant', blocks: [] };
  const messages: ModelMessage[] = [{ role: 'user', text }, ...Array.from({ length: answered }, () => turn)];
  return { model: 'm', instructions: '', messages, tools: [], parameters: {} };
};

const { signal } = new AbortController();

/** Kinds, texts and finish of one answer. */
const play = async (provider: ReturnType<typeof createScriptedProvider>, request: ModelRequest) => {
  const said: string[] = [];
  for await (const [event] of provider.stream(request, { signal })) {
    if (event?.type === 'block-start') said.push(`${event.kind}: `);
    if (event?.type === 'block-delta') said.push(`${said.pop() ?? ''}${event.text}`);
    if (event?.type === 'finish') said.push(event.reason);
  }
  return said;
};

const script: ModelScript = {
  run: 'r',
  turns: [{ think: 'let me look', calls: [{ tool: 'ledger_read', arguments: { value: 'v' } }] }, { text: 'final' }],
};

test('each turn is the next of the script, and every request is noted before it is answered', async () => {
  const lines: string[] = [];
  const provider = createScriptedProvider({ ledger: (line) => lines.push(line) });
  expect(await play(provider, toRequest(script))).toEqual([
    'thinking: let me look',
    'tool-call: {"value":"v"}',
    'tool-calls',
  ]);
  expect(await play(provider, toRequest(script, 1))).toEqual(['text: final', 'stop']);
  await expect(play(provider, toRequest(script, 2))).rejects.toMatchObject({ kind: 'invalid' });
  expect(lines.map((line) => JSON.parse(line))).toEqual([0, 1, 2].map((turn) => ({ run: 'r', turn })));
});

test('an error comes as often as the script says, then the answer', async () => {
  const provider = createScriptedProvider({ id: 'second' });
  const failing: ModelScript = {
    run: 'f',
    turns: [{ error: { kind: 'quota', times: 2, retryAfterMs: 5 }, text: 'at last' }],
  };
  const fault = { kind: 'quota', retryAfterMs: 5, isRetryable: false };
  await expect(play(provider, toRequest(failing))).rejects.toMatchObject(fault);
  await expect(play(provider, toRequest(failing))).rejects.toMatchObject(fault);
  expect(await play(provider, toRequest(failing))).toEqual(['text: at last', 'stop']);
  expect(provider.id).toBe('second');
});

test.each(['hello', '{"run":"r"}', '{"run":"r","turns":[{"say":"x"}]}'])('%s is no script', async (text) => {
  await expect(play(createScriptedProvider(), toRequest(text))).rejects.toMatchObject({ kind: 'invalid' });
});

test('a turn that hangs ends when it is aborted', async () => {
  const controller = new AbortController();
  const hanging = toRequest({ run: 'h', turns: [{ text: 'so far', hang: true }] });
  const read = (async () => {
    for await (const [event] of createScriptedProvider().stream(hanging, { signal: controller.signal })) {
      if (event?.type === 'block-end') setImmediate(() => controller.abort());
    }
  })();
  await expect(read).rejects.toThrow('aborted');
});
