import { FaultBox } from '@signalbox/ui';

import { toFault } from './fault.ts';
import { LinkedSentence } from './linked-sentence.tsx';

/** A request that failed and may have failed for its model: the way to the providers is a link. */
export const LinkedFaultBox = ({ error }: { readonly error: unknown }) => {
  const fault = toFault(error);
  return (
    <FaultBox fault={fault}>
      <LinkedSentence text={fault.message} />
    </FaultBox>
  );
};
