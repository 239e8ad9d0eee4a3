import type { RunEventPayload } from '@signalbox/contracts';
import { Hairline } from '@signalbox/ui';

const words = { happened: 'it happened', run: 'run it now', stop: 'stop the run' } as const;

/** What a person decided about a call. */
export const DecisionLine = ({ decision }: { readonly decision: RunEventPayload<'approval-decision'> }) => (
  <Hairline>
    {decision.by.name} decided: {words[decision.decision]}
    {decision.note !== undefined && ` (${decision.note})`}
  </Hairline>
);
