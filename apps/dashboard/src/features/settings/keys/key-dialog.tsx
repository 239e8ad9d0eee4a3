import type { ApiKey, CreatedApiKey } from '@signalbox/contracts';
import { Dialog } from '@signalbox/ui';
import { useState } from 'react';

import { ChangeKeyForm } from './change-key-form.tsx';
import { CreateKeyForm } from './create-key-form.tsx';
import { MadeKey } from './made-key.tsx';
import { RotateKeyForm } from './rotate-key-form.tsx';

export type KeyTask = { readonly kind: 'create' } | { readonly kind: 'rotate' | 'change'; readonly key: ApiKey };

interface KeyDialogProps {
  readonly task: KeyTask;
  readonly onClose: () => void;
}

const toTitle = (task: KeyTask): string => {
  if (task.kind === 'create') return 'Create an API key';
  return `${task.kind === 'rotate' ? 'Rotate' : 'Change'} ${task.key.name}`;
};

/** Makes, rotates or changes a key; a new one shows in place of the form. */
export const KeyDialog = ({ task, onClose }: KeyDialogProps) => {
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  return (
    <Dialog title={made ? `Key ${made.name}` : toTitle(task)} size={made ? 'medium' : 'small'} isOpen onClose={onClose}>
      {made && <MadeKey made={made} onClose={onClose} />}
      {!made && task.kind === 'create' && <CreateKeyForm onMade={setMade} />}
      {!made && task.kind === 'rotate' && <RotateKeyForm old={task.key} onMade={setMade} />}
      {task.kind === 'change' && <ChangeKeyForm known={task.key} onClose={onClose} />}
    </Dialog>
  );
};
