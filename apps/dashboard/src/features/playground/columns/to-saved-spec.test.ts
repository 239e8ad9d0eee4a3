import { AgentSpec } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toSavedSpec } from './to-saved-spec.ts';

const choice = (model: string, parameters = {}) => ({ provider: 'open', model, parameters });
const spec = AgentSpec.parse({ instructions: 'Be brief.', models: [choice('a'), choice('b/c', { seed: 1 })] });

test('the chosen model is asked first, with its parameters when it has some, and the others after it', () => {
  expect(toSavedSpec(spec, 'open/b/c').models).toEqual([choice('b/c', { seed: 1 }), choice('a')]);
  expect(toSavedSpec(spec, 'demo/demo')).toEqual({
    ...spec,
    models: [{ provider: 'demo', model: 'demo', parameters: {} }, choice('a'), choice('b/c', { seed: 1 })],
  });
  expect(toSavedSpec(spec, null)).toBe(spec);
});
