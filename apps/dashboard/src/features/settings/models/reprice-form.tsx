import { Button, Select, TextField } from '@signalbox/ui';

import type { useRepriceChoice } from './use-reprice-choice.ts';

interface RepriceFormProps {
  readonly chosen: ReturnType<typeof useRepriceChoice>;
  /** Whether what is wrong is said. */
  readonly isChecked: boolean;
  /** What is under way. */
  readonly working: 'preview' | 'repricing' | null;
  /** Something else is chosen. */
  readonly onChange: () => void;
  readonly onSubmit: () => void;
}

/** Asks which runs are repriced. */
export const RepriceForm = ({ chosen, isChecked, working, onChange, onSubmit }: RepriceFormProps) => (
  <form
    noValidate
    className="grid gap-3 sm:grid-cols-2"
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    <TextField
      label="Runs from"
      name="from"
      type="date"
      autoFocus
      min="2020-01-01"
      max={chosen.today}
      readOnly={working !== null}
      hint="From midnight in UTC until now."
      value={chosen.choice.from}
      fault={isChecked && !chosen.isDay ? 'Enter a day that has begun, from 2020 on.' : null}
      onChange={({ target }) => {
        chosen.setFrom(target.value);
        onChange();
      }}
    />
    <Select
      label="Model"
      value={chosen.model}
      options={chosen.models}
      disabled={working !== null}
      onChange={(value) => {
        chosen.setModel(value);
        onChange();
      }}
    />
    <div className="flex justify-end sm:col-span-2">
      <Button type="submit" isBusy={working === 'preview'} disabled={working === 'repricing'}>
        Preview
      </Button>
    </div>
  </form>
);
