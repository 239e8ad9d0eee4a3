import type { Decision, RunEventPayload } from '@signalbox/contracts';
import { useMutation } from '@tanstack/react-query';
import { CirclePause, CircleQuestionMark } from 'lucide-react';

import { toFault } from '../../../fault.ts';
import { useTRPC } from '../../../trpc.ts';
import { Button } from '../../../ui/button.tsx';
import { EdgeCard } from '../../../ui/edge-card.tsx';
import { FaultBox } from '../../../ui/fault-box.tsx';
import { Icon } from '../../../ui/icon.tsx';

interface DecisionCardProps {
  readonly runId: string;
  readonly tool: string;
  readonly question: RunEventPayload<'approval-request'>;
  /** Why the viewer may not decide; null when he may. */
  readonly refusal: string | null;
}

interface Choice {
  readonly decision: Decision;
  readonly text: string;
}

const choices: Record<RunEventPayload<'approval-request'>['reason'], readonly Choice[]> = {
  'unknown-outcome': [
    { decision: 'happened', text: 'It happened' },
    { decision: 'run', text: 'It did not, run it now' },
    { decision: 'stop', text: 'Stop the run' },
  ],
  'approval-required': [
    { decision: 'run', text: 'Run it now' },
    { decision: 'stop', text: 'Stop the run' },
  ],
};

/** What a person has to decide about a tool call before the run goes on. */
export const DecisionCard = ({ runId, tool, question, refusal }: DecisionCardProps) => {
  const trpc = useTRPC();
  const decide = useMutation(trpc.runs.decide.mutationOptions());
  const isUnknown = question.reason === 'unknown-outcome';
  return (
    <EdgeCard
      tone={isUnknown ? 'unknown' : 'warning'}
      isDashed={isUnknown}
      header={
        <>
          <Icon
            of={isUnknown ? CircleQuestionMark : CirclePause}
            className={isUnknown ? 'text-unknown' : 'text-warning'}
          />
          <span className="font-medium">{isUnknown ? `Did ${tool} happen?` : `${tool} needs your approval`}</span>
        </>
      }
    >
      <p className="text-prose break-words whitespace-pre-wrap">{question.message}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {choices[question.reason].map(({ decision, text }) => (
          <Button
            key={decision}
            kind={decision === 'stop' ? 'danger' : 'secondary'}
            disabled={decide.isPending || decide.isSuccess || refusal !== null}
            onClick={() => decide.mutate({ runId, callId: question.callId, decision })}
          >
            {text}
          </Button>
        ))}
      </div>
      {refusal !== null && <p className="text-meta text-text-muted mt-2">{refusal}</p>}
      {decide.error && (
        <div className="mt-3">
          <FaultBox fault={toFault(decide.error)} />
        </div>
      )}
    </EdgeCard>
  );
};
