import { Button, Dialog, FaultBox, toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { toIssues } from '../../to-issues.ts';
import { useTRPC } from '../../trpc.ts';
import { VersionFields } from '../../version-fields.tsx';
import type { HostedVersion } from './agent-answer.ts';
import type { Definition } from './definition.ts';
import { isHosted } from './is-hosted.ts';
import { PartsDifference } from './parts-difference.tsx';
import { printSpec } from './print-spec.ts';

interface SaveDialogProps {
  readonly form: Definition;
  readonly newest: HostedVersion;
  readonly onClose: () => void;
}

/** Saves the definition as the next version, after what changes was seen; goes when there is something to mend first. */
const useSaveVersion = ({ form, onClose }: SaveDialogProps) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.agents.createVersion.mutationOptions({
      onSuccess: (version, { isPublished }) => {
        if (isHosted(version)) form.begin(version);
        toast({
          title: `v${version.number} is saved`,
          body: isPublished ? 'New runs use it.' : 'It is not published: new runs use the version before.',
          tone: 'success',
        });
        onClose();
      },
      onError: (error) => {
        form.refuse(error);
        // what is wrong stands at the fields, and a newer version above them
        if (toIssues(error).length > 0 || toFault(error).code === 'agent.version-conflict') onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.agents.pathFilter()),
    }),
  );
};

/** Asks before a version is made: what it changes, a note, and whether new runs use it at once. */
export const SaveDialog = (props: SaveDialogProps) => {
  const { form, newest, onClose } = props;
  const [fields, setFields] = useState({ note: '', isPublished: true });
  const save = useSaveVersion(props);
  const next = newest.number + 1;
  const { agentId: agent, spec, base } = form;
  return (
    <Dialog
      title={`Save as v${next}`}
      isOpen
      size="medium"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            isBusy={save.isPending}
            onClick={() => save.mutate({ agent, spec, baseVersion: base.number, ...fields })}
          >
            Save as v{next}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <VersionFields {...fields} onChange={(change) => setFields({ ...fields, ...change })} />
        {save.error && <FaultBox fault={toFault(save.error)} />}
        <section className="flex flex-col gap-2">
          <h2 className="text-prose font-semibold">Changes since v{newest.number}</h2>
          <PartsDifference before={printSpec(newest.spec)} after={printSpec(spec)} />
        </section>
      </div>
    </Dialog>
  );
};
