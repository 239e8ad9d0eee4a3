import fc from 'fast-check';
import { expect, test } from 'vitest';

import { applyRunDelta, emptyLiveText, type LiveText } from './live-text.ts';
import type { TextDelta } from './run-deltas.ts';

const piece = (offset: number, text: string, attempt = 1): TextDelta => ({
  type: 'content-delta',
  attempt,
  block: 0,
  offset,
  text,
});

test('a gap is told, and changes nothing', () => {
  expect(applyRunDelta(emptyLiveText, piece(1, 'b'))).toBeNull();
  const live = applyRunDelta(emptyLiveText, piece(0, 'a')) ?? [];
  expect(applyRunDelta(live, piece(2, 'c'))).toBeNull();
});

test('a newer attempt replaces the older one, which can add nothing more', () => {
  const first = applyRunDelta(emptyLiveText, piece(0, 'lost')) ?? [];
  const second = applyRunDelta(first, piece(0, 'kept', 2)) ?? [];
  expect(second).toMatchObject([{ attempt: 2, text: 'kept' }]);
  expect(applyRunDelta(second, piece(4, '!', 1))).toBe(second);
});

test('pieces that overlap and repeat in any order without a gap make the text once', () => {
  const cuts = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 30 });
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), cuts, (text, spans) => {
      let live: LiveText = emptyLiveText;
      for (const [from, length] of [...spans, [0, text.length]] as const) {
        live = applyRunDelta(live, piece(from, text.slice(from, from + length))) ?? live;
        const shown = live[0]?.text ?? '';
        expect(text.startsWith(shown)).toBe(true);
      }
      expect(live[0]?.text).toBe(text);
    }),
  );
});
