import { ConfirmDialog, Skeleton, toast } from '@signalbox/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { toFault } from '../../fault.ts';
import { useTRPC, useTRPCClient } from '../../trpc.ts';
import type { HostedAgent } from './agent-answer.ts';
import { diffParts } from './diff-parts.ts';
import { printSpec } from './print-spec.ts';
import { printVersion } from './print-version.ts';

type NamedAgent = Pick<HostedAgent, 'id' | 'name' | 'version'>;

interface PublishDialogProps {
  readonly agent: NamedAgent & Pick<HostedAgent, 'spec'>;
  /** The version that new runs will use. */
  readonly number: number;
  readonly onClose: () => void;
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Publishes a version, says so, and offers the one before again. */
const usePublish = () => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const publish = async ({ id, name, version }: NamedAgent, number: number): Promise<void> => {
    await client.agents.publishVersion.mutate({ agent: id, version: number });
    await queryClient.invalidateQueries(trpc.agents.pathFilter());
    const undo = (): void =>
      void publish({ id, name, version: number }, version).catch((error: unknown) =>
        toast({ title: 'Nothing was changed', body: toFault(error).message, tone: 'danger' }),
      );
    toast({
      title: `New runs of ${name} use v${number}`,
      body: 'Runs under way keep theirs.',
      action: { label: 'Undo', onSelect: undo },
    });
  };
  return publish;
};

/** Asks before new runs use another version, and names what changes with it. */
export const PublishDialog = ({ agent, number, onClose }: PublishDialogProps) => {
  const trpc = useTRPC();
  const publish = usePublish();
  const target = useQuery(trpc.agents.getVersion.queryOptions({ agent: agent.id, version: number }));
  const change = useMutation({ mutationFn: () => publish(agent, number), onSuccess: onClose });
  const isBack = number < agent.version;
  const changes = target.data ? diffParts(printSpec(agent.spec), printVersion(target.data)) : [];
  const changed = changes.map(({ label }) => label.toLowerCase());
  return (
    <ConfirmDialog
      isOpen
      title={isBack ? `Roll back to v${number}?` : `Publish v${number}?`}
      body={
        <>
          <p>
            New runs use v{number} in place of v{agent.version}. Runs under way keep theirs, and no version is lost.
          </p>
          {target.data ? (
            <p className="pt-2">
              {changed.length === 0 ? 'Both definitions are the same.' : `What changes: ${list.format(changed)}.`}
            </p>
          ) : (
            <Skeleton className="mt-2 h-5" />
          )}
        </>
      }
      confirm={isBack ? `Roll back to v${number}` : `Publish v${number}`}
      isBusy={change.isPending}
      fault={change.error ? toFault(change.error) : null}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    />
  );
};
