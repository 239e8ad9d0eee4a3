import type { ApiKey } from '@signalbox/contracts';
import { toast } from '@signalbox/ui';

import { toKeyChange, toKeyDraft } from './key-draft.ts';
import { ExpiryFields, NameField, RequestsField } from './key-fields.tsx';
import { KeyForm } from './key-form.tsx';
import { useKeyForm } from './use-key-form.ts';
import { useUpdateKey } from './use-keys.ts';

interface ChangeKeyFormProps {
  readonly known: ApiKey;
  readonly onClose: () => void;
}

/** Asks what changes of a key. What it may do stays: that is another key. */
export const ChangeKeyForm = ({ known, onClose }: ChangeKeyFormProps) => {
  const update = useUpdateKey();
  const { fault, onSubmit, ...fields } = useKeyForm(toKeyDraft(known), update);
  const save = (nowMs: number): void =>
    update.mutate(
      { id: known.id, ...toKeyChange(fields.draft, nowMs) },
      {
        onSuccess: ({ name }) => {
          toast({ title: `${name} is saved`, tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <KeyForm button="Save" isBusy={update.isPending} fault={fault} onSubmit={onSubmit(save)}>
      <NameField {...fields} />
      <ExpiryFields {...fields} known={known} />
      <RequestsField {...fields} />
    </KeyForm>
  );
};
