import type { CreatedApiKey } from '@signalbox/contracts';

import { toKeyDraft, toNewKey } from './key-draft.ts';
import { ExpiryFields, NameField, RequestsField } from './key-fields.tsx';
import { KeyForm } from './key-form.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { useKeyForm } from './use-key-form.ts';
import { useCreateKey } from './use-keys.ts';

/** Asks what a new key is for, what it may do, and for how long. */
export const CreateKeyForm = ({ onMade }: { readonly onMade: (made: CreatedApiKey) => void }) => {
  const create = useCreateKey();
  const { fault, onSubmit, ...fields } = useKeyForm(toKeyDraft(null), create);
  const { draft, onChange } = fields;
  return (
    <KeyForm
      button="Create key"
      isBusy={create.isPending}
      fault={fault}
      onSubmit={onSubmit((nowMs) => create.mutate(toNewKey(draft, nowMs), { onSuccess: onMade }))}
    >
      <NameField {...fields} />
      <ScopeChoice value={draft.scope} onChange={(scope) => onChange({ scope })} />
      <ExpiryFields {...fields} />
      <RequestsField {...fields} />
    </KeyForm>
  );
};
