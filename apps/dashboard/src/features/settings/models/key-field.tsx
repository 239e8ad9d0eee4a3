import type { Connection } from '@signalbox/contracts';
import { Checkbox, TextField } from '@signalbox/ui';
import { type ClipboardEvent, useState } from 'react';

import { canRemoveKey, type ConnectionDraft, type DraftFaults } from './connection-draft.ts';
import type { Vendor } from './vendors.ts';

export interface FieldsProps {
  readonly vendor: Vendor;
  /** The workspace's own connection that is changed; null for a new one. */
  readonly known: Connection | null;
  readonly draft: ConnectionDraft;
  readonly faults: DraftFaults;
  readonly onChange: (change: Partial<ConnectionDraft>) => void;
}

const toKeyHint = ({ vendor, known, draft }: FieldsProps): string => {
  if (draft.removesKey) return 'The server is asked without a key.';
  if (known?.key === 'kept') {
    const which = known.keyHint === null ? 'the key' : `the key that ends in ${known.keyHint}`;
    return `Leave it empty to keep ${which}. Another address needs it again.`;
  }
  const never = 'Nobody can read it here again.';
  return vendor.needsKey ? `Kept encrypted. ${never}` : `Empty when the server wants none. ${never}`;
};

const toRemovalLabel = ({ keyHint }: Connection): string =>
  keyHint === null ? 'Remove the key' : `Remove the key that ends in ${keyHint}`;

/** Where a key is entered, and where the one that there is goes. */
export const KeyField = (props: FieldsProps) => {
  const { vendor, known, draft, faults, onChange } = props;
  const [pasteFault, setPasteFault] = useState<string | null>(null);
  const hasRemoval = known !== null && canRemoveKey(draft, known);
  const change = (changed: Partial<ConnectionDraft>): void => {
    setPasteFault(null);
    onChange(changed);
  };
  /** A field of one line would join the lines, and nobody could see that the key is wrong. */
  const onPaste = (event: ClipboardEvent): void => {
    if (!/[\r\n]/.test(event.clipboardData.getData('text').trim())) return;
    event.preventDefault();
    setPasteFault('What was pasted has several lines, and is left out: copy the key alone.');
  };
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label="Key"
        name="connection-key"
        type="password"
        autoFocus={vendor.needsKey}
        autoComplete="off"
        disabled={hasRemoval && draft.removesKey}
        hint={toKeyHint({ ...props, draft: { ...draft, removesKey: hasRemoval && draft.removesKey } })}
        value={draft.apiKey}
        fault={pasteFault ?? faults.apiKey ?? null}
        onPaste={onPaste}
        onChange={({ target }) => change({ apiKey: target.value })}
      />
      {hasRemoval && (
        <Checkbox
          label={toRemovalLabel(known)}
          checked={draft.removesKey}
          onChange={(removesKey) => change({ removesKey, apiKey: '' })}
        />
      )}
    </div>
  );
};
