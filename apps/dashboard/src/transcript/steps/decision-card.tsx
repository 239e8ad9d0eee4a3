import type { Decision, RunEventPayload } from '@signalbox/contracts';
import { Button, ConfirmDialog, EdgeCard, FaultBox, Icon, TextField } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { CirclePause, CircleQuestionMark } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';

interface DecisionCardProps {
  readonly runId: string;
  readonly call: RunEventPayload<'tool-call'>;
  readonly question: RunEventPayload<'approval-request'>;
}

interface Choice {
  readonly decision: Decision;
  readonly text: string;
  /** What comes of it. */
  readonly consequence: string;
}

const stop: Choice = {
  decision: 'stop',
  text: 'Stop the run',
  consequence: 'The run ends as cancelled. What happened so far stays.',
};

const listChoices = ({ call, question }: Omit<DecisionCardProps, 'runId'>): readonly Choice[] => {
  const isUnknown = question.reason === 'unknown-outcome';
  const twice = isUnknown && call.effect === 'write' ? ' If it did happen, it happens a second time.' : '';
  const run: Choice = {
    decision: 'run',
    text: isUnknown ? 'It did not, run it now' : 'Run it now',
    consequence: `${call.tool} runs now with the arguments that are shown, then the agent goes on.${twice}`,
  };
  const happened: Choice = {
    decision: 'happened',
    text: 'It happened',
    consequence: 'The call counts as done and is not run again. The agent reads that it happened and goes on.',
  };
  return isUnknown ? [happened, run, stop] : [run, stop];
};

const Question = ({ call, question }: Omit<DecisionCardProps, 'runId'>) => {
  const isUnknown = question.reason === 'unknown-outcome';
  return (
    <>
      <Icon of={isUnknown ? CircleQuestionMark : CirclePause} className={isUnknown ? 'text-unknown' : 'text-warning'} />
      <span className="font-medium">{isUnknown ? `Did ${call.tool} happen?` : `${call.tool} needs your approval`}</span>
    </>
  );
};

interface ConfirmationProps {
  readonly choice: Choice;
  readonly note: string;
  readonly isBusy: boolean;
  readonly onNote: (note: string) => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const Confirmation = ({ choice, note, isBusy, onNote, onConfirm, onClose }: ConfirmationProps) => (
  <ConfirmDialog
    isOpen
    title={choice.decision === 'stop' ? 'Stop this run?' : `${choice.text}?`}
    body={
      <div className="flex flex-col gap-3">
        <p>{choice.consequence}</p>
        <TextField
          label="Note"
          hint="Stored with the decision, if you write one."
          value={note}
          maxLength={2000}
          onChange={(event) => onNote(event.target.value)}
        />
      </div>
    }
    confirm={choice.text}
    isDanger={choice.decision !== 'happened'}
    isBusy={isBusy}
    onConfirm={onConfirm}
    onClose={onClose}
  />
);

/** What a person has to decide about a tool call before the run goes on; each choice is confirmed once. */
export const DecisionCard = ({ runId, call, question }: DecisionCardProps) => {
  const trpc = useTRPC();
  const refusal = useRefusal('runs:control');
  const decide = useMutation(trpc.runs.decide.mutationOptions({ onSettled: () => setAsked(null) }));
  const [asked, setAsked] = useState<Choice | null>(null);
  const [note, setNote] = useState('');
  const isUnknown = question.reason === 'unknown-outcome';
  const confirm = (): void => {
    if (!asked) return;
    const trimmed = note.trim();
    decide.mutate({ runId, callId: call.callId, decision: asked.decision, ...(trimmed !== '' && { note: trimmed }) });
  };
  return (
    <EdgeCard
      tone={isUnknown ? 'unknown' : 'warning'}
      isDashed={isUnknown}
      header={<Question call={call} question={question} />}
    >
      <p className="text-prose break-words whitespace-pre-wrap">{question.message}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {listChoices({ call, question }).map((choice) => (
          <Button
            key={choice.decision}
            kind={choice.decision === 'stop' ? 'danger' : 'secondary'}
            refusal={refusal}
            disabled={decide.isPending || decide.isSuccess}
            onClick={() => setAsked(choice)}
          >
            {choice.text}
          </Button>
        ))}
      </div>
      {decide.error && (
        <div className="mt-3">
          <FaultBox fault={toFault(decide.error)} />
        </div>
      )}
      {asked && (
        <Confirmation
          choice={asked}
          note={note}
          isBusy={decide.isPending}
          onNote={setNote}
          onConfirm={confirm}
          onClose={() => setAsked(null)}
        />
      )}
    </EdgeCard>
  );
};
