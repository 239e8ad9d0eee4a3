import { Button, Dialog, FaultBox, TextArea, TextField } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../fault.ts';
import { toIssues } from '../../to-issues.ts';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';

interface AgentDetailsDialogProps {
  readonly agent: AgentDetailAnswer;
  readonly onClose: () => void;
}

interface Details {
  readonly name: string;
  readonly description: string;
  readonly project: string;
  readonly capabilities: string;
}

interface FieldsProps {
  readonly draft: Details;
  readonly faultOf: (field: keyof Details) => string | null;
  readonly onChange: (change: Partial<Details>) => void;
}

const toWords = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

const Fields = ({ draft, faultOf, onChange }: FieldsProps) => (
  <>
    <TextField
      label="Name"
      value={draft.name}
      fault={faultOf('name')}
      onChange={({ target }) => onChange({ name: target.value })}
    />
    <TextArea
      label="Description (optional)"
      hint="What it does, for people. The model does not see it."
      value={draft.description}
      fault={faultOf('description')}
      onChange={({ target }) => onChange({ description: target.value })}
    />
    <TextField
      label="Project (optional)"
      value={draft.project}
      fault={faultOf('project')}
      onChange={({ target }) => onChange({ project: target.value })}
    />
    <TextField
      label="Capabilities (optional)"
      hint="Words that lists are filtered by, with commas between them."
      value={draft.capabilities}
      fault={faultOf('capabilities')}
      onChange={({ target }) => onChange({ capabilities: target.value })}
    />
  </>
);

/** Changes what people call an agent and find it by; its definition is changed by versions. */
export const AgentDetailsDialog = ({ agent, onClose }: AgentDetailsDialogProps) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState({
    name: agent.name,
    description: agent.description,
    project: agent.project,
    capabilities: agent.capabilities.join(', '),
  });
  const update = useMutation(
    trpc.agents.update.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queryClient.invalidateQueries(trpc.agents.pathFilter()),
    }),
  );
  const issues = toIssues(update.error);
  const faultOf = (field: keyof Details): string | null =>
    issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message ?? null;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!update.isPending) update.mutate({ agent: agent.id, ...draft, capabilities: toWords(draft.capabilities) });
  };
  return (
    <Dialog title="Name and labels" isOpen size="medium" onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Fields draft={draft} faultOf={faultOf} onChange={(changed) => setDraft({ ...draft, ...changed })} />
        {update.error && issues.length === 0 && <FaultBox fault={toFault(update.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" isBusy={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
