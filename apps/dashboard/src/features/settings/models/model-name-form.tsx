import type { Connection } from '@signalbox/contracts';
import { Button, Select, TextField } from '@signalbox/ui';
import { useState, type FormEvent } from 'react';

import type { PricedModel } from './use-prices.ts';
import { toConnectionTitle } from './vendors.ts';

interface ModelNameFormProps {
  /** At least one. */
  readonly connections: readonly Connection[];
  readonly onChoose: (of: PricedModel) => void;
}

/** Asks which model it is about, for one that no list has. */
export const ModelNameForm = ({ connections, onChoose }: ModelNameFormProps) => {
  const [provider, setProvider] = useState(connections[0]?.name ?? '');
  const [model, setModel] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isMissing = model.trim() === '';
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (!isMissing) onChoose({ provider, model: model.trim() });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Select
        label="Provider"
        value={provider}
        options={connections.map((connection) => ({ value: connection.name, label: toConnectionTitle(connection) }))}
        onChange={setProvider}
      />
      <TextField
        label="Model"
        name="model"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        hint="As the provider calls it. With a price it is in the list of models too."
        value={model}
        fault={isChecked && isMissing ? 'Enter the name of a model.' : null}
        onChange={({ target }) => setModel(target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" kind="primary">
          Continue
        </Button>
      </div>
    </form>
  );
};
