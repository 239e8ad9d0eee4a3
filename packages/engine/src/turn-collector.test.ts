import { emptyUsage } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { maxTurnTextLength, TurnCollector } from './turn-collector.ts';

test('blocks that arrive interleaved come out whole and in the order they began', () => {
  const collector = new TurnCollector();
  collector.add({ type: 'block-start', block: 0, kind: 'thinking' });
  collector.add({ type: 'block-start', block: 1, kind: 'tool-call', callId: 'p1', tool: 'calculator' });
  collector.add({ type: 'block-delta', block: 1, text: '{"x":' });
  collector.add({ type: 'block-delta', block: 0, text: 'hm' });
  collector.add({ type: 'block-delta', block: 1, text: '1}' });
  collector.add({ type: 'block-end', block: 0, opaque: { issuer: 'one', data: 's' } });
  collector.add({ type: 'finish', reason: 'tool-calls', usage: emptyUsage });
  expect(collector.turn()).toEqual({
    blocks: [{ type: 'thinking', text: 'hm', opaque: { issuer: 'one', data: 's' } }],
    calls: [{ providerCallId: 'p1', tool: 'calculator', arguments: { x: 1 } }],
    finish: 'tool-calls',
    usage: emptyUsage,
  });
});

test('arguments that are no JSON are kept as text, absent ones are an empty object', () => {
  const collector = new TurnCollector();
  collector.add({ type: 'block-start', block: 0, kind: 'tool-call', callId: null, tool: 'one' });
  collector.add({ type: 'block-delta', block: 0, text: '{"x":' });
  collector.add({ type: 'block-start', block: 1, kind: 'tool-call', callId: null, tool: 'two' });
  collector.add({ type: 'finish', reason: 'tool-calls', usage: emptyUsage });
  expect(collector.turn().calls.map((call) => call.arguments)).toEqual(['{"x":', {}]);
});

test('a stream without its end is an error, and what had arrived can still be read', () => {
  const collector = new TurnCollector();
  collector.add({ type: 'block-start', block: 0, kind: 'text' });
  collector.add({ type: 'block-delta', block: 0, text: 'half an ans' });
  expect(() => collector.turn()).toThrow('cut off');
  expect(collector.blocks()).toEqual([{ type: 'text', text: 'half an ans' }]);
});

test('of arguments over 1 MiB the beginning is kept, and how long they were', () => {
  const collector = new TurnCollector();
  const pieces = ['{"text":"', 'a'.repeat(2 ** 20), '"}'];
  collector.add({ type: 'block-start', block: 0, kind: 'tool-call', callId: 'c1', tool: 'write' });
  for (const text of pieces) collector.add({ type: 'block-delta', block: 0, text });
  collector.add({ type: 'finish', reason: 'tool-calls', usage: null });
  const [call] = collector.turn().calls;
  expect(call).toMatchObject({ tool: 'write', leftOutLength: pieces.join('').length });
  expect(call?.arguments).toBe(pieces.join('').slice(0, 200));
});

test('a piece of a block that never began is an error of the provider', () => {
  expect(() => new TurnCollector().add({ type: 'block-delta', block: 3, text: 'x' })).toThrow('block 3');
});

test('usage that was not told stays untold', () => {
  const collector = new TurnCollector();
  collector.add({ type: 'finish', reason: 'stop', usage: null });
  expect(collector.turn().usage).toBeNull();
});

test('text over two million characters is cut off, and what came before can still be read', () => {
  const collector = new TurnCollector();
  collector.add({ type: 'block-start', block: 0, kind: 'thinking' });
  collector.add({ type: 'block-delta', block: 0, text: 'a'.repeat(maxTurnTextLength) });
  collector.add({ type: 'block-start', block: 1, kind: 'tool-call', callId: 'c1', tool: 'write' });
  collector.add({ type: 'block-delta', block: 1, text: '{}' });
  collector.add({ type: 'block-start', block: 2, kind: 'text' });
  expect(() => collector.add({ type: 'block-delta', block: 2, text: 'b' })).toThrow('longer than 2 million characters');
  expect(collector.blocks()).toEqual([{ type: 'thinking', text: 'a'.repeat(maxTurnTextLength) }]);
});
