import {
  applyRunDelta,
  cleanText,
  type ClaimedRun,
  emptyLiveText,
  type LiveText,
  TextDelta,
} from '@signalbox/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { LiveTurn } from './live-turn.ts';
import { maxArgumentsLength } from './turn-collector.ts';

const run: ClaimedRun = {
  workspaceId: 'w',
  runId: 'r',
  epoch: 1,
  recoveries: 0,
  isAfterCrash: false,
  wakes: 0,
};

const join = (live: LiveText, delta: TextDelta): LiveText => {
  const joined = applyRunDelta(live, TextDelta.parse(delta));
  if (!joined) throw new Error('a gap');
  return joined;
};

const open = () => {
  const deltas: TextDelta[] = [];
  const ended: number[] = [];
  const sink = {
    push: (_: ClaimedRun, delta: TextDelta): void => void deltas.push(delta),
    ended: (_: ClaimedRun, attempt: number): void => void ended.push(attempt),
  };
  return { deltas, ended, turn: new LiveTurn(run, 3, sink) };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first piece goes out at once, later ones at most 20 times a second, and a quiet time starts anew', () => {
  const { deltas, turn } = open();
  turn.add({ type: 'block-start', block: 0, kind: 'thinking' });
  turn.add({ type: 'block-delta', block: 0, text: 'a' });
  expect(deltas).toEqual([{ type: 'thought-delta', attempt: 3, block: 0, offset: 0, text: 'a' }]);
  for (let index = 0; index < 1000; index += 1) {
    turn.add({ type: 'block-delta', block: 0, text: 'b' });
    vi.advanceTimersByTime(1);
  }
  expect(deltas).toHaveLength(21);
  vi.advanceTimersByTime(1000);
  turn.add({ type: 'block-delta', block: 0, text: 'c' });
  expect(deltas.at(-1)).toMatchObject({ offset: 1001, text: 'c' });
});

test('a tool is told before its arguments, and blocks take turns', () => {
  const { deltas, ended, turn } = open();
  turn.add({ type: 'block-start', block: 0, kind: 'text' });
  turn.add({ type: 'block-start', block: 1, kind: 'tool-call', callId: null, tool: 'calculator' });
  expect(deltas).toEqual([{ type: 'arguments-delta', attempt: 3, block: 1, tool: 'calculator', offset: 0, text: '' }]);
  turn.add({ type: 'block-delta', block: 0, text: 'x'.repeat(9000) });
  turn.add({ type: 'block-delta', block: 1, text: '{}' });
  vi.advanceTimersByTime(150);
  expect(deltas.slice(1).map(({ block, offset, text }) => [block, offset, text.length])).toEqual([
    [0, 0, 4000],
    [0, 4000, 4000],
    [1, 0, 2],
    [0, 8000, 1000],
  ]);
  turn.end();
  expect(ended).toEqual([3]);
});

test('of arguments that are too long for any tool, viewers get no more than a tool takes', () => {
  const { deltas, turn } = open();
  turn.add({ type: 'block-start', block: 0, kind: 'tool-call', callId: null, tool: 'calculator' });
  for (let piece = 0; piece < 5; piece += 1) {
    turn.add({ type: 'block-delta', block: 0, text: 'x'.repeat(maxArgumentsLength / 4 + 1) });
  }
  turn.flush();
  expect(deltas.reduce((length, { text }) => length + text.length, 0)).toBe(maxArgumentsLength);
});

test('whatever the pieces and the times between them, the frames join to the text that the log stores', () => {
  const unit = fc.constantFrom('a', '\0', '\uD83D', '\uDE00', '😀', 'x'.repeat(3999));
  const piece = fc.record({
    block: fc.nat(1),
    text: fc.array(unit, { maxLength: 5 }).map((parts) => parts.join('')),
    waitMs: fc.nat(60),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { deltas, turn } = open();
      for (const block of [0, 1]) turn.add({ type: 'block-start', block, kind: 'text' });
      for (const { block, text, waitMs } of pieces) {
        turn.add({ type: 'block-delta', block, text });
        vi.advanceTimersByTime(waitMs);
      }
      turn.flush();
      const live = deltas.reduce((text, delta) => {
        const { length } = delta.text;
        expect(length > 0 && length <= 4000 && delta.text.isWellFormed()).toBe(true);
        return join(text, delta);
      }, emptyLiveText);
      for (const block of [0, 1]) {
        const sent = pieces.filter((each) => each.block === block).map(({ text }) => text);
        expect(live.find((each) => each.block === block)?.text ?? '').toBe(cleanText(sent.join('')));
      }
    }),
  );
});
