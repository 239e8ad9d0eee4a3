import { Button, FaultBox, TextArea, TextField } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../fault.ts';
import { toIssues } from '../../to-issues.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { TemplateChoice } from './template-choice.tsx';
import { templates } from './templates.ts';
import { useCreateAgent } from './use-create-agent.ts';

/** Asks for what a new agent needs, makes it as a draft and leads to its definition. */
export const NewAgentForm = () => {
  const refusal = useRefusal('agents:update');
  const [draft, setDraft] = useState({ name: '', description: '', template: templates[0]?.value ?? '' });
  const [isChecked, setIsChecked] = useState(false);
  const create = useCreateAgent();
  const name = draft.name.trim();
  const nameFault = toIssues(create.error).find(({ path }) => path === 'name')?.message;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    const spec = templates.find(({ value }) => value === draft.template)?.spec ?? {};
    if (name === '' || create.isPending || refusal !== null) return;
    create.mutate({ name, description: draft.description.trim(), spec });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <TextField
        label="Name"
        name="agent-name"
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={draft.name}
        fault={isChecked && name === '' ? 'Enter a name.' : (nameFault ?? null)}
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
      />
      <TextArea
        label="Description (optional)"
        hint="What it does, for people. The model does not see it."
        maxLength={2000}
        value={draft.description}
        onChange={({ target }) => setDraft({ ...draft, description: target.value })}
      />
      <TemplateChoice value={draft.template} onChange={(template) => setDraft({ ...draft, template })} />
      {create.error && nameFault === undefined && <FaultBox fault={toFault(create.error)} />}
      <div className="flex justify-end gap-2">
        <Link
          to="/agents"
          className="rounded-control border-border bg-surface hover:bg-hover inline-flex h-8 items-center border px-3 font-medium pointer-coarse:h-11"
        >
          Cancel
        </Link>
        <Button type="submit" kind="primary" refusal={refusal} isBusy={create.isPending}>
          Create draft
        </Button>
      </div>
    </form>
  );
};
