import type { Connection } from '@signalbox/contracts';
import { Button, FaultBox, TextField, toast } from '@signalbox/ui';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../../fault.ts';
import { toIssues } from '../../../to-issues.ts';
import { type ConnectionDraft, findMissing, toDraft, toDraftFaults, toSaved, toTested } from './connection-draft.ts';
import { type FieldsProps, KeyField } from './key-field.tsx';
import { TestOutcome } from './test-outcome.tsx';
import { useSaveConnection, useTestConnection } from './use-connections.ts';
import type { Vendor } from './vendors.ts';

interface ConnectionFormProps {
  readonly vendor: Vendor;
  /** The workspace's own connection that is changed; null for a new one. */
  readonly known: Connection | null;
  readonly onClose: () => void;
}

const toAddressHint = ({ ownUrl, title }: Vendor): string =>
  ownUrl === null ? 'Up to the version, such as http://127.0.0.1:8000/v1.' : `Empty for ${title}’s own: ${ownUrl}.`;

const NameField = ({ draft, faults, onChange }: FieldsProps) => (
  <TextField
    label="Name"
    name="connection-name"
    autoFocus
    autoComplete="off"
    spellCheck={false}
    hint="Stands before the model: my-gateway/model. Small letters, figures and -."
    value={draft.name}
    fault={faults.name ?? null}
    onChange={({ target }) => onChange({ name: target.value })}
  />
);

const AddressField = ({ vendor, known, draft, faults, onChange }: FieldsProps) => (
  <TextField
    label={vendor.ownUrl === null ? 'Address' : 'Address (optional)'}
    name="connection-address"
    autoFocus={!vendor.needsKey && !(vendor.name === null && known === null)}
    inputMode="url"
    autoComplete="off"
    spellCheck={false}
    hint={toAddressHint(vendor)}
    value={draft.baseUrl}
    fault={faults.baseUrl ?? null}
    onChange={({ target }) => onChange({ baseUrl: target.value })}
  />
);

/** A vendor is reached by its key, any other server by its address: that is asked for first. */
const Fields = (props: FieldsProps) => (
  <>
    {props.vendor.name === null && props.known === null && <NameField {...props} />}
    {props.vendor.needsKey && <KeyField {...props} />}
    <AddressField {...props} />
    {!props.vendor.needsKey && <KeyField {...props} />}
  </>
);

/** What the two requests of the form were refused with: at the fields, and what belongs to none. */
const toRefusal = (errors: readonly unknown[]) => {
  const error = errors.find((one) => one !== null);
  const faults = toDraftFaults(toIssues(error));
  const isAtField = Object.keys(faults).length > 0;
  return { faults, fault: error === undefined || isAtField ? null : toFault(error) };
};

/** Asks how a server of models is reached; tests it on request, and again when it has been saved. */
export const ConnectionForm = ({ vendor, known, onClose }: ConnectionFormProps) => {
  const [draft, setDraft] = useState(() => toDraft(vendor, known));
  const [isChecked, setIsChecked] = useState(false);
  const save = useSaveConnection();
  const test = useTestConnection();
  const again = useTestConnection();
  const missing = findMissing(vendor, draft, known);
  const refusal = toRefusal([save.error, test.error]);
  const faults = { ...refusal.faults, ...(isChecked && missing) };

  const change = (changed: Partial<ConnectionDraft>): void => {
    setDraft({ ...draft, ...changed });
    save.reset();
    test.reset();
  };
  /** Whether there is something to send; else what is missing shows. */
  const check = (): boolean => {
    setIsChecked(true);
    return Object.keys(missing).length === 0;
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending || !check()) return;
    const onSuccess = ({ name }: Connection): void => {
      toast({ title: `${vendor.name === null ? name : vendor.title} is connected`, tone: 'success' });
      again.mutate({ name });
      onClose();
    };
    save.mutate(toSaved(vendor, draft, known), { onSuccess });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Fields vendor={vendor} known={known} draft={draft} faults={faults} onChange={change} />
      <div role="status" className="empty:hidden">
        {(test.data ?? test.isPending) && <TestOutcome tested={test.data ?? null} isTesting={test.isPending} />}
      </div>
      {refusal.fault && <FaultBox fault={refusal.fault} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button isBusy={test.isPending} onClick={() => check() && test.mutate(toTested(vendor, draft, known))}>
          Test
        </Button>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {known ? 'Save' : 'Connect'}
        </Button>
      </div>
    </form>
  );
};
