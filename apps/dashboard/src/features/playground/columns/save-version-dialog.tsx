import { Button, Dialog, FaultBox, toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../../fault.ts';
import { useTRPC } from '../../../trpc.ts';
import { VersionFields } from '../../../version-fields.tsx';
import type { Column } from './parse-columns.ts';
import type { SavedSetup } from './save-column-dialog.tsx';

interface SaveVersionDialogProps {
  readonly setup: SavedSetup;
  /** Of the column; null for the published one. */
  readonly version: number | null;
  readonly onSaved: (fields: Partial<Column>) => void;
  readonly onClose: () => void;
}

/** Saves as the agent's next version; when somebody saved one meanwhile, it says so and offers to save after that. */
export const SaveVersionDialog = ({ setup, version, onSaved, onClose }: SaveVersionDialogProps) => {
  const { agent, spec, modelTitle } = setup;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState({ note: '', isPublished: true });
  // what the agent was when this began: what others save since then is refused first, and never passed over
  const [baseVersion, setBaseVersion] = useState(agent.latestVersion);
  const create = useMutation(
    trpc.agents.createVersion.mutationOptions({
      onSuccess: ({ number }, { isPublished }) => {
        void queryClient.invalidateQueries(trpc.agents.pathFilter());
        const title = number > baseVersion ? `Saved as v${number}` : `It is the same as v${number}`;
        toast({ title, body: isPublished ? 'New runs use it.' : 'It is not published.', tone: 'success' });
        onSaved({ version: number, model: null });
        onClose();
      },
      onError: async (error) => {
        if (toFault(error).code !== 'agent.version-conflict') return;
        const filter = trpc.agents.get.queryOptions({ agent: agent.slug }, { staleTime: 0 });
        const { latestVersion } = await queryClient.fetchQuery(filter);
        setBaseVersion(latestVersion);
      },
    }),
  );
  const from = version ?? agent.version;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ agent: agent.slug, spec, baseVersion, ...fields });
  };
  return (
    <Dialog title={`Save ${agent.name} as v${baseVersion + 1}`} isOpen onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <p className="text-text-muted">
          {modelTitle === null
            ? `It has the definition of v${from}, unchanged.`
            : `It has the definition of v${from} with ${modelTitle} asked first. The models of v${from} follow when that fails.`}
        </p>
        <VersionFields {...fields} onChange={(change) => setFields({ ...fields, ...change })} />
        {create.error && <FaultBox fault={toFault(create.error)} />}
        <Button type="submit" kind="primary" isBusy={create.isPending} className="self-end">
          Save as v{baseVersion + 1}
        </Button>
      </form>
    </Dialog>
  );
};
