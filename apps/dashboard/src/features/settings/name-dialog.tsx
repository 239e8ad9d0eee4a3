import { Button, Dialog, FaultBox, TextField, toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../fault.ts';
import { postJson } from '../../post-json.ts';
import { useTRPC } from '../../trpc.ts';

interface NameDialogProps {
  readonly known: string;
  readonly onClose: () => void;
}

/** Asks what the viewer is called. */
export const NameDialog = ({ known, onClose }: NameDialogProps) => {
  const [name, setName] = useState(known);
  const [isChecked, setIsChecked] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => postJson('/auth/update-user', { name: name.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.viewer.pathKey() });
      toast({ title: 'Your name is saved', tone: 'success' });
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <Dialog title="Change name" isOpen onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          maxLength={100}
          hint="For what you do from now on; earlier runs keep the name they have."
          value={name}
          fault={isChecked && name.trim() === '' ? 'Name must not be empty.' : null}
          onChange={({ target }) => setName(target.value)}
        />
        {save.error && <FaultBox fault={toFault(save.error)} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" isBusy={save.isPending}>
            Save name
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
