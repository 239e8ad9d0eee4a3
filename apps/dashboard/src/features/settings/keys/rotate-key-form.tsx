import type { ApiKey, CreatedApiKey } from '@signalbox/contracts';
import { type Option, Select } from '@signalbox/ui';
import { useState } from 'react';

import { toExpiresAt, toKeyDraft } from './key-draft.ts';
import { ExpiryFields } from './key-fields.tsx';
import { KeyForm } from './key-form.tsx';
import { useKeyForm } from './use-key-form.ts';
import { useCreateKey } from './use-keys.ts';

interface RotateKeyFormProps {
  readonly old: ApiKey;
  readonly onMade: (made: CreatedApiKey) => void;
}

const hourMs = 3_600_000;

/** How long the old key goes on, in hours. */
const graces = [
  { value: '0', label: 'At once' },
  { value: '1', label: 'In 1 hour' },
  { value: '24', label: 'In 24 hours' },
  { value: '168', label: 'In 7 days' },
] as const satisfies readonly Option[];

/** Asks how long a key’s successor lasts, and how long the old one goes on so that a service can change over. */
export const RotateKeyForm = ({ old, onMade }: RotateKeyFormProps) => {
  const { id, name, scopes, expiresAt, requestsPerMinute } = old;
  const [grace, setGrace] = useState<(typeof graces)[number]['value']>('24');
  const create = useCreateKey();
  const initial = { ...toKeyDraft(old), expiry: expiresAt === null ? 'never' : '90' } as const;
  const { fault, onSubmit, ...fields } = useKeyForm(initial, create);
  const rotate = (nowMs: number): void => {
    const replaces = { id, graceMs: Number(grace) * hourMs };
    const next = { name, scopes, requestsPerMinute, expiresAt: toExpiresAt(fields.draft, nowMs) ?? null, replaces };
    create.mutate(next, { onSuccess: onMade });
  };
  return (
    <KeyForm button="Rotate key" isBusy={create.isPending} fault={fault} onSubmit={onSubmit(rotate)}>
      <p className="text-text-muted">
        A new key with the same name, rights and limit takes the place of{' '}
        <span className="text-code font-mono break-all">{old.prefix}…</span>
      </p>
      <Select
        label="The old key ends"
        value={grace}
        options={graces}
        hint={
          grace === '0'
            ? 'Whatever uses it is refused within 5 s, until it has the new one.'
            : 'Until then both work, so that a service can change over.'
        }
        onChange={setGrace}
      />
      <ExpiryFields {...fields} />
    </KeyForm>
  );
};
