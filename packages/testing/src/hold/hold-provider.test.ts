import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ModelRequest } from '@signalbox/models';
import { expect, test } from 'vitest';

import { createScriptedProvider } from '../create-scripted-provider.ts';
import { makeTestFolder } from '../make-test-folder.ts';
import { holdProvider } from './hold-provider.ts';

const script = JSON.stringify({ run: 'r', turns: [{ text: 'one two three four five six' }] });
const request: ModelRequest = {
  model: 'm',
  instructions: '',
  messages: [{ role: 'user', text: script }],
  tools: [],
  parameters: {},
};

const open = () => {
  const file = join(makeTestFolder('hold'), 'held');
  const controller = new AbortController();
  const { signal } = controller;
  const said = new EventTarget();
  const texts: string[] = [];
  const read = async (): Promise<string> => {
    for await (const [event] of holdProvider(createScriptedProvider(), file).stream(request, { signal })) {
      if (event?.type !== 'block-delta') continue;
      texts.push(event.text);
      said.dispatchEvent(new Event('said'));
    }
    return texts.join('');
  };
  return { file, controller, said, texts, read };
};

test('an answer stops after the text, and goes on once the file is gone', async () => {
  const { file, said, texts, read } = open();
  writeFileSync(file, 'two');
  const reading = read();
  await once(said, 'said');
  expect(texts.join('')).toBe('one two ');
  rmSync(file);
  expect(await reading).toBe('one two three four five six');
});

test('an answer without the text is not held', async () => {
  const { file, read } = open();
  writeFileSync(file, 'seven');
  expect(await read()).toBe('one two three four five six');
});

test('a held answer ends when it is aborted', async () => {
  const { file, controller, said, read } = open();
  writeFileSync(file, 'two');
  const reading = read();
  await once(said, 'said');
  controller.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
});
