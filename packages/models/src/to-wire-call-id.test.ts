import fc from 'fast-check';
import { expect, it } from 'vitest';

import { toWireCallId } from './to-wire-call-id.ts';

it('is nine letters and digits, the same for the same id and another for another', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), (callIds) => {
      const wire = callIds.map(toWireCallId);
      expect(wire.every((id) => /^[a-z0-9]{9}$/.test(id))).toBe(true);
      expect(callIds.map(toWireCallId)).toEqual(wire);
      expect(new Set(wire).size).toBe(callIds.length);
    }),
  );
});
