import type { ApiKey } from '@signalbox/contracts';
import { type Option, Select, TextField } from '@signalbox/ui';

import { formatDay } from '../../../formats/format-day.ts';
import type { Expiry, KeyDraft, KeyFaults } from './key-draft.ts';
import { usualLimits } from './usual-limits.ts';

export interface KeyFieldsProps {
  readonly draft: KeyDraft;
  readonly faults: KeyFaults;
  readonly onChange: (change: Partial<KeyDraft>) => void;
}

const expiries: readonly Option<Expiry>[] = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'day', label: 'On a day' },
  { value: 'never', label: 'Never' },
];

const toAsIs = ({ expiresAt }: ApiKey): Option<Expiry> => ({
  value: 'as-is',
  label: expiresAt === null ? 'Never, as it is' : `${formatDay(expiresAt)}, as it is`,
});

export const NameField = ({ draft, faults, onChange }: KeyFieldsProps) => (
  <TextField
    label="Name"
    name="key-name"
    autoFocus
    autoComplete="off"
    maxLength={100}
    hint="What uses it: one key for each service can be ended alone."
    value={draft.name}
    fault={faults.name ?? null}
    onChange={({ target }) => onChange({ name: target.value })}
  />
);

interface ExpiryFieldsProps extends KeyFieldsProps {
  /** The key that is changed, whose end may stay as it is. */
  readonly known?: ApiKey;
}

/** When it ends. */
export const ExpiryFields = ({ known, draft, faults, onChange }: ExpiryFieldsProps) => (
  <div className="grid gap-3 sm:grid-cols-2">
    <Select
      label="Expires"
      value={draft.expiry}
      options={known ? [toAsIs(known), ...expiries] : expiries}
      {...(draft.expiry === 'never' && { hint: 'It works until it is revoked.' })}
      {...(draft.expiry !== 'day' && faults.day !== undefined && { fault: faults.day })}
      onChange={(expiry) => onChange({ expiry })}
    />
    {draft.expiry === 'day' && (
      <TextField
        label="Last day"
        name="key-day"
        type="date"
        value={draft.day}
        fault={faults.day ?? null}
        onChange={({ target }) => onChange({ day: target.value })}
      />
    )}
  </div>
);

export const RequestsField = ({ draft, faults, onChange }: KeyFieldsProps) => (
  <TextField
    label="Requests a minute (optional)"
    name="key-requests"
    inputMode="numeric"
    autoComplete="off"
    hint={`Empty for the usual limits: ${usualLimits}.`}
    value={draft.requestsPerMinute}
    fault={faults.requestsPerMinute ?? null}
    onChange={({ target }) => onChange({ requestsPerMinute: target.value })}
  />
);
