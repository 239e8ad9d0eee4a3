import { expect, test } from 'vitest';
import { z } from 'zod';

import { listKnownNames } from './list-known-names.ts';

const schema = z.strictObject({
  heat: z.int().exactOptional(),
  mode: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('slow') }),
    z.strictObject({ kind: z.literal('fast'), steps: z.array(z.string()) }),
  ]),
  extra: z.record(z.string(), z.json()),
});

test('the names at a place, of all its forms, each once', () => {
  expect(listKnownNames(schema, [])).toEqual(['heat', 'mode', 'extra']);
  expect(listKnownNames(schema, ['mode'])).toEqual(['kind', 'steps']);
  expect(listKnownNames(schema, ['extra'])).toEqual([]);
  expect(listKnownNames(schema, ['nothing', 'here'])).toEqual([]);
});
