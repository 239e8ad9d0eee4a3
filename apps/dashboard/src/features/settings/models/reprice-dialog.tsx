import type { RepriceInput } from '@signalbox/contracts';
import { Button, Dialog, FaultBox, ProgressBar, Select, TextField } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { formatLargeCount, formatNoun } from '../../../formats/format-count.ts';
import { useTRPC } from '../../../trpc.ts';
import { RepricedTable } from './repriced-table.tsx';
import { toStateWords } from './to-repriced-words.ts';
import type { PricedModel } from './use-prices.ts';
import { type RepricingWork, useRepricing } from './use-repricing.ts';

interface RepriceDialogProps {
  /** A model whose price was set, and from which day on; null for none. */
  readonly of: (PricedModel & { readonly validFrom: string }) | null;
  readonly onClose: () => void;
}

const dayMs = 86_400_000;
/** Days that figures are asked for at most. */
const mostDays = 399;
const mostOffered = 50;

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The models that runs called since a day, as figures name them. */
const useCalledModels = (from: string) => {
  const trpc = useTRPC();
  const [nowMs] = useState(() => Date.now());
  const fromMs = Math.max(Date.parse(from), nowMs - mostDays * dayMs);
  const span = { from: new Date(fromMs).toISOString(), until: new Date(nowMs).toISOString() };
  const groups = useQuery(
    trpc.metrics.listGroups.queryOptions({ ...span, by: 'model', limit: mostOffered }, { enabled: fromMs < nowMs }),
  );
  return (groups.data ?? []).filter(({ key }) => key !== '' && key !== 'other');
};

/** What is chosen until somebody chooses: the model whose price was set, unless runs call it by several names or another. */
const toUsualModel = (of: RepriceDialogProps['of'], names: readonly string[]): string => {
  const own = names.filter((name) => name === of?.model || name === `${of?.provider}/${of?.model}`);
  return own.length === 1 ? (own[0] ?? '') : '';
};

const useChoice = (of: RepriceDialogProps['of']) => {
  const [today] = useState(() => toDay(Date.now()));
  const [from, setFrom] = useState(() => of?.validFrom ?? toDay(Date.now() - 30 * dayMs));
  const [chosen, setChosen] = useState<string | null>(null);
  const isDay = from >= '2020-01-01' && from <= today;
  const called = useCalledModels(isDay ? from : today);
  const names = called.map(({ key }) => key);
  const model = chosen ?? toUsualModel(of, names);
  const options = [
    { value: '', label: 'All models' },
    ...called.map(({ key, label, current }) => ({ value: key, label, hint: formatLargeCount(current.count) })),
    ...(model === '' || names.includes(model) ? [] : [{ value: model, label: model }]),
  ];
  const choice: RepriceInput = { from, ...(model !== '' && { model }) };
  return { choice, isDay, today, model, options, setFrom, setModel: setChosen };
};

interface ActionsProps {
  readonly work: RepricingWork | null;
  readonly onPreview: () => void;
  readonly onStore: () => void;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

const Actions = ({ work, onPreview, onStore, onStop, onClose }: ActionsProps) => {
  if (work?.state === 'running' || work?.state === 'stopping') {
    return (
      <Button isBusy={work.state === 'stopping'} onClick={onStop}>
        Stop
      </Button>
    );
  }
  if (work?.isStored && work.state === 'stopped') {
    return (
      <Button kind="primary" onClick={onStore}>
        Go on
      </Button>
    );
  }
  if (work?.state === 'done' && (work.isStored || work.repriced.runs === 0)) {
    return <Button onClick={onClose}>Close</Button>;
  }
  if (work?.state === 'done') {
    return (
      <Button kind="primary" onClick={onStore}>
        Reprice {formatNoun(work.repriced.runs, 'run')}
      </Button>
    );
  }
  return (
    <Button kind="primary" onClick={onPreview}>
      Preview
    </Button>
  );
};

const Progress = ({ work }: { readonly work: RepricingWork }) => {
  const { isStored, state, repriced, fault } = work;
  return (
    <>
      <div className="flex flex-col gap-2">
        <p role="status" className="font-medium tabular-nums">
          {toStateWords(work)}
        </p>
        {(state === 'running' || state === 'stopping') && (
          <ProgressBar label={isStored ? 'Repricing' : 'Preview'} fraction={repriced.share} />
        )}
      </div>
      {fault && <FaultBox fault={fault} />}
      {repriced.models.length > 0 && <RepricedTable models={repriced.models} />}
    </>
  );
};

/** Computes anew what ended runs cost, by the prices of now: shows first what that would change. */
export const RepriceDialog = ({ of, onClose }: RepriceDialogProps) => {
  const { choice, isDay, today, model, options, setFrom, setModel } = useChoice(of);
  const { work, preview, store, stop, reset } = useRepricing();
  const [isChecked, setIsChecked] = useState(false);
  const isWorking = work?.state === 'running' || work?.state === 'stopping';
  const onPreview = (): void => {
    setIsChecked(true);
    if (isDay) preview(choice);
  };
  return (
    <Dialog
      title="Reprice history"
      isOpen
      size="medium"
      onClose={onClose}
      footer={
        <Actions work={work} onPreview={onPreview} onStore={() => store(choice)} onStop={stop} onClose={onClose} />
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-muted">
          What ended runs cost is computed anew, each call by the price of its day as it is set now. Costs that were
          reported stay, and steps go on showing what they were booked at.
        </p>
        <form
          noValidate
          className="grid gap-3 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            onPreview();
          }}
        >
          <TextField
            label="Runs from"
            name="from"
            type="date"
            autoFocus
            min="2020-01-01"
            max={today}
            disabled={isWorking}
            hint="From midnight in UTC until now."
            value={choice.from}
            fault={isChecked && !isDay ? 'Enter a day that has begun, from 2020 on.' : null}
            onChange={({ target }) => {
              setFrom(target.value);
              reset();
            }}
          />
          <Select
            label="Model"
            value={model}
            options={options}
            disabled={isWorking}
            onChange={(value) => {
              setModel(value);
              reset();
            }}
          />
        </form>
        {work && <Progress work={work} />}
      </div>
    </Dialog>
  );
};
