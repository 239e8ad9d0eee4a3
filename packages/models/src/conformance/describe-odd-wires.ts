import { describe, expect, it } from 'vitest';

import { type CollectedAnswer, callsOf, collectAnswer, textOf } from './collect-answer.ts';
import { type ConformanceSubject, toRequest } from './conformance-subject.ts';
import { toWireText, type WireAnswer } from './wire-answer.ts';

/** A fetch that answers with the bytes in pieces of the length. */
const fetchBytes =
  (wire: string, length: number): typeof globalThis.fetch =>
  async () => {
    const bytes = new TextEncoder().encode(wire);
    let from = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (from >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(from, from + length));
        from += length;
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };

const read = (subject: ConformanceSubject, answer: WireAnswer, length = 65_536): Promise<CollectedAnswer> => {
  const fetch = fetchBytes(toWireText(subject.frames(answer)), length);
  return collectAnswer(subject.create({ apiKey: 'key', baseUrl: null, fetch }), toRequest(subject));
};

const describeCalls = (subject: ConformanceSubject): void => {
  it.each([
    ['missing', null],
    ['repeated', 'call_1'],
  ])('calls with %s ids stay apart', async (_, id) => {
    const calls = [
      { id, tool: 'add', pieces: ['{"x"', ':1}'] },
      { id, tool: 'subtract', pieces: ['{"x":2}'] },
    ];
    const found = await read(subject, { calls });
    expect(callsOf(found)).toEqual([
      ['add', { x: 1 }],
      ['subtract', { x: 2 }],
    ]);
    expect(found.blocks.map(({ callId }) => callId)).toEqual([id, id]);
  });

  it.each([
    ['many pieces', 160],
    ['one piece', 1],
  ])('takes 10 MB of arguments in %s', async (_, pieces) => {
    const text = JSON.stringify({ text: 'é'.repeat(5 * 2 ** 20) });
    const length = Math.ceil(text.length / pieces);
    const cut = Array.from({ length: pieces }, (__, index) => text.slice(index * length, (index + 1) * length));
    const { blocks } = await read(subject, { calls: [{ id: 'call_1', tool: 'write', pieces: cut }] });
    // not compared by expect: a difference of 10 MB is slow to print
    expect(blocks[0]?.text === text).toBe(true);
  });
};

/** Wires that are right, and seldom. */
export const describeOddWires = (subject: ConformanceSubject): void => {
  describe('odd wires', () => {
    it('characters that are split at every byte stay whole', async () => {
      const text = ['Grüße ', '世界 ', '👩‍🚀\u2028', '\r\n\u0000'];
      expect(textOf(await read(subject, { text }, 1), 'text')).toBe(text.join(''));
    });

    it('an end for a reason that nobody knows is a stop', async () => {
      const { blocks, finish } = await read(subject, { text: ['Done.'], finish: 'went_for_a_walk' });
      expect(blocks).toHaveLength(1);
      expect(finish.reason).toBe('stop');
    });

    it('an answer without usage has none, not nothing', async () => {
      const { finish } = await read(subject, { text: ['Done.'], hasUsage: false });
      expect(finish.usage).toBeNull();
      expect(finish).not.toHaveProperty('rawUsage');
    });

    it('an answer with nothing in it is whole', async () => {
      expect(await read(subject, {})).toMatchObject({ blocks: [], finish: { reason: 'stop' } });
    });

    describeCalls(subject);
  });
};
