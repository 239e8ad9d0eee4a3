import { Button, ConfirmDialog } from '@signalbox/ui';
import { useState } from 'react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { DecisionChoice } from './to-choices.ts';

interface ChoiceListProps {
  readonly choices: readonly DecisionChoice[];
  readonly onChoose: (choice: DecisionChoice) => void;
}

/** The ways to decide, each with what it does. */
export const ChoiceList = ({ choices, onChoose }: ChoiceListProps) => {
  const [asked, setAsked] = useState<DecisionChoice | null>(null);
  const refusal = useRefusal('runs:control');
  return (
    <>
      <ul className="grid gap-x-4 gap-y-2 md:grid-cols-[auto_minmax(0,1fr)]">
        {choices.map((choice) => (
          <li key={choice.decision} className="flex flex-col gap-1 md:contents">
            <Button
              kind={choice.decision === 'stop' ? 'danger' : 'secondary'}
              refusal={refusal}
              onClick={() => (choice.confirmation ? setAsked(choice) : onChoose(choice))}
            >
              {choice.label}
            </Button>
            <p className="text-text-muted self-center">{choice.consequence}</p>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked?.confirmation?.title ?? ''}
        body={asked?.confirmation?.body ?? ''}
        confirm="Run it now"
        isDanger
        onConfirm={() => {
          setAsked(null);
          if (asked) onChoose(asked);
        }}
        onClose={() => setAsked(null)}
      />
    </>
  );
};
