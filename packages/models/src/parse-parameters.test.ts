import { expect, test } from 'vitest';
import { z } from 'zod';

import { ModelError } from './model-error.ts';
import { parseParameters } from './parse-parameters.ts';

const schema = z.strictObject({ heat: z.int().max(9).default(1) });

test('parameters come as the schema has them, and wrong ones name the fault and are not tried again', () => {
  expect(parseParameters(schema, {})).toEqual({ heat: 1 });
  const fails = (parameters: { heat?: number; cold?: number }): ModelError => {
    try {
      parseParameters(schema, parameters);
    } catch (error) {
      if (error instanceof ModelError) return error;
    }
    throw new Error('it did not fail');
  };
  expect(fails({ heat: 10 })).toMatchObject({ kind: 'invalid', isRetryable: false });
  expect(fails({ heat: 10 }).message).toContain('parameters.heat: Too big');
  expect(fails({ cold: 1 }).message).toContain('cold');
});
