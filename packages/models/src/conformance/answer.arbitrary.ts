import fc from 'fast-check';

import type { WireAnswer } from './wire-answer.ts';

const piece = fc.string({ unit: 'grapheme', maxLength: 12 });

const toPieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );

const key = fc.stringMatching(/^[a-z]{1,6}$/);
const call = fc
  .record({ tool: key, input: fc.dictionary(key, fc.oneof(piece, fc.integer(), fc.boolean())), length: fc.nat(9) })
  .map(({ tool, input, length }) => ({ tool, pieces: toPieces(JSON.stringify(input), length + 1) }));

/** Answers as servers write them: thoughts, text in pieces, calls with pieces of arguments. */
export const answerArbitrary: fc.Arbitrary<WireAnswer> = fc
  .record({
    thought: fc.option(
      fc.record({ text: piece.filter((text) => text !== ''), state: fc.base64String({ minLength: 4 }) }),
    ),
    text: fc.option(fc.array(piece, { minLength: 1, maxLength: 6 })),
    calls: fc.array(call, { maxLength: 3 }),
  })
  .map(({ thought, text, calls }) => ({
    ...(thought && { thought }),
    ...(text && { text }),
    calls: calls.map((each, index) => ({ id: `call_${index}`, ...each })),
  }));
