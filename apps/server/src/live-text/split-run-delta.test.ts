import {
  applyRunDelta,
  emptyLiveText,
  type LiveText,
  maxProgressLength,
  RunDelta,
  TextDelta,
} from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { splitRunDelta } from './split-run-delta.ts';

const toText = (messages: readonly string[]): string =>
  messages.reduce<LiveText>(
    (live, message) => applyRunDelta(live, RunDelta.parse(JSON.parse(message))) ?? expect.fail('a gap'),
    emptyLiveText,
  )[0]?.text ?? '';

test.each(['a', '"', '\n', '\u0001', 'é', '水', '😀', '\\', '\u2028'])(
  'a frame full of %j becomes messages that the bus takes, and joins to the same text',
  (unit) => {
    const text = unit.repeat(4000 / unit.length);
    const messages = splitRunDelta({
      type: 'arguments-delta',
      attempt: 25,
      block: 9,
      offset: 0,
      text,
      tool: 't'.repeat(64),
    });
    for (const message of messages) expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(7000);
    expect(toText(messages)).toBe(text);
    expect(messages.every((message) => TextDelta.parse(JSON.parse(message)).text.isWellFormed())).toBe(true);
  },
);

test('progress is one message, whatever it says', () => {
  const message = '\u0001'.repeat(maxProgressLength);
  const messages = splitRunDelta({ type: 'tool-progress', callId: `${'r'.repeat(36)}.1`, execution: 1, message });
  expect(messages).toHaveLength(1);
  expect(Buffer.byteLength(JSON.stringify(messages[0]))).toBeLessThan(7000);
});

test('a frame of the usual size is one message', () => {
  expect(splitRunDelta({ type: 'content-delta', attempt: 1, block: 0, offset: 7, text: 'Hello' })).toHaveLength(1);
});
