import { Button, Dialog, FaultBox, Switch, TextField, toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../../fault.ts';
import { toIssues } from '../../../to-issues.ts';
import { useTRPC } from '../../../trpc.ts';
import type { Column } from './parse-columns.ts';
import type { SavedSetup } from './save-column-dialog.tsx';

interface SaveAgentDialogProps {
  readonly setup: SavedSetup;
  readonly onSaved: (fields: Partial<Column>) => void;
  readonly onClose: () => void;
}

/** Makes an agent of a bare model; its conversation stays the model's, and the column can go over to the agent. */
export const SaveAgentDialog = ({ setup, onSaved, onClose }: SaveAgentDialogProps) => {
  const { spec, modelTitle } = setup;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [isActive, setIsActive] = useState(false);
  const create = useMutation(
    trpc.agents.create.mutationOptions({
      onSuccess: ({ slug, name: made }) => {
        void queryClient.invalidateQueries(trpc.agents.pathFilter());
        const column = { agent: slug, version: null, model: null, conversationId: null };
        toast({
          title: `${made} is an agent now`,
          tone: 'success',
          action: { label: 'Ask it in this column', onSelect: () => onSaved(column) },
        });
        onClose();
      },
    }),
  );
  const fault = toIssues(create.error).find(({ path }) => path === 'name')?.message ?? null;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ name, spec, status: isActive ? 'active' : 'draft' });
  };
  return (
    <Dialog title="Save as agent" isOpen onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <p className="text-text-muted">
          It asks {modelTitle ?? 'the default model'}, without instructions and tools: they are added in Agents.
        </p>
        <TextField
          label="Name"
          name="name"
          autoFocus
          autoComplete="off"
          value={name}
          fault={fault}
          onChange={({ target }) => setName(target.value)}
        />
        <Switch label="Active: services may ask it, not only people here" checked={isActive} onChange={setIsActive} />
        {create.error && fault === null && <FaultBox fault={toFault(create.error)} />}
        <Button type="submit" kind="primary" isBusy={create.isPending} className="self-end">
          Save agent
        </Button>
      </form>
    </Dialog>
  );
};
