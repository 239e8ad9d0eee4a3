import { describe } from 'vitest';

import type { ConformanceSubject } from './conformance-subject.ts';
import { describeAnswers } from './describe-answers.ts';
import { describeFaults } from './describe-faults.ts';
import { describeOddWires } from './describe-odd-wires.ts';
import { describeRefusals } from './describe-refusals.ts';
import { describeState } from './describe-state.ts';

/**
 * What every provider with a wire must do, whatever its vendor: against a third-party mock of the vendor's server, and
 * against raw bytes where no mock goes wrong in the right way.
 */
export const describeProviderConformance = (subject: ConformanceSubject): void => {
  describe(`conformance of ${subject.name}`, () => {
    describeAnswers(subject);
    describeRefusals(subject);
    describeState(subject);
    describeFaults(subject);
    describeOddWires(subject);
  });
};
