import { Button, Dialog, FaultBox, ProgressBar } from '@signalbox/ui';
import { useState } from 'react';

import { formatNoun } from '../../../formats/format-count.ts';
import { RepriceForm } from './reprice-form.tsx';
import { RepricedTable } from './repriced-table.tsx';
import { toStateWords } from './to-repriced-words.ts';
import { type SetPrice, useRepriceChoice } from './use-reprice-choice.ts';
import { type RepricingWork, useRepricing } from './use-repricing.ts';

interface RepriceDialogProps {
  /** Null: nothing is suggested. */
  readonly of: SetPrice | null;
  readonly onClose: () => void;
}

const isUnderWay = ({ state }: RepricingWork): boolean => state === 'running' || state === 'stopping';

interface ActionsProps {
  readonly work: RepricingWork;
  readonly onStore: () => void;
  readonly onGoOn: () => void;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

const Actions = ({ work, onStore, onGoOn, onStop, onClose }: ActionsProps) => {
  const { isStored, state, repriced } = work;
  const runs = repriced.runs + repriced.comparedRuns;
  if (isUnderWay(work)) {
    return (
      <Button isBusy={state === 'stopping'} onClick={onStop}>
        Stop
      </Button>
    );
  }
  if (state === 'stopped') return <Button onClick={onGoOn}>Go on</Button>;
  return isStored || runs === 0 ? (
    <Button onClick={onClose}>Close</Button>
  ) : (
    <Button kind="primary" onClick={onStore}>
      Reprice {formatNoun(runs, 'run')}
    </Button>
  );
};

const Progress = ({ work }: { readonly work: RepricingWork }) => {
  const { isStored, repriced, fault } = work;
  return (
    <>
      <div className="flex flex-col gap-2">
        <p role="status" className="font-medium tabular-nums">
          {toStateWords(work)}
        </p>
        {isUnderWay(work) && <ProgressBar label={isStored ? 'Repricing' : 'Preview'} fraction={repriced.share} />}
      </div>
      {fault && <FaultBox fault={fault} />}
      {repriced.models.length > 0 && <RepricedTable models={repriced.models} />}
    </>
  );
};

/** Computes anew what ended runs cost, by the prices of now: shows first what that would change. */
export const RepriceDialog = ({ of, onClose }: RepriceDialogProps) => {
  const chosen = useRepriceChoice(of);
  const { work, preview, store, goOn, stop, reset } = useRepricing();
  const [isChecked, setIsChecked] = useState(false);
  const onPreview = (): void => {
    setIsChecked(true);
    if (chosen.isDay) preview(chosen.choice);
  };
  return (
    <Dialog
      title="Reprice history"
      isOpen
      size="medium"
      onClose={onClose}
      footer={
        work ? (
          <Actions
            work={work}
            onStore={() => store(chosen.choice)}
            onGoOn={() => goOn(chosen.choice)}
            onStop={stop}
            onClose={onClose}
          />
        ) : undefined
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-muted">
          What ended runs cost is computed anew, each call by the price of its day as it is set now. Costs that were
          reported stay, and steps go on showing what they were booked at.
        </p>
        <RepriceForm
          {...{ chosen, isChecked }}
          working={work && isUnderWay(work) ? (work.isStored ? 'repricing' : 'preview') : null}
          onChange={reset}
          onSubmit={onPreview}
        />
        {work && <Progress work={work} />}
      </div>
    </Dialog>
  );
};
