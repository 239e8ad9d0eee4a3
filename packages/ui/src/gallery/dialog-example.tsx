import { useState } from 'react';

import { Button } from '../button.tsx';
import { Combobox } from '../combobox.tsx';
import { Dialog } from '../dialog.tsx';
import { Select } from '../select.tsx';
import { TextField } from '../text-field.tsx';

const roles = [
  { value: 'viewer', label: 'Viewer', hint: 'reads' },
  { value: 'editor', label: 'Editor', hint: 'runs and edits' },
] as const;

const teams = [
  { value: 'support', label: 'Support' },
  { value: 'finance', label: 'Finance' },
];

/** A dialog whose fields open layers of their own. */
export const DialogExample = () => {
  const [isOpen, setIsOpen] = useState(false);
  const [role, setRole] = useState<(typeof roles)[number]['value']>('viewer');
  const [team, setTeam] = useState<string | null>(null);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Dialog</Button>
      <Dialog
        title="Invite somebody"
        isOpen={isOpen}
        onClose={close}
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button kind="primary" onClick={close}>
              Send invitation
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <TextField label="E-mail" type="email" />
          <Select label="Role" value={role} options={roles} onChange={setRole} />
          <Combobox label="Team" value={team} options={teams} onChange={setTeam} />
        </div>
      </Dialog>
    </>
  );
};
