import type { Connection } from '@signalbox/contracts';
import { ConfirmDialog, toast } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { toFault } from '../../../fault.ts';
import { useTRPCClient } from '../../../trpc.ts';
import { findAgentsWithProvider } from './find-agents-with-provider.ts';
import { useRemoveConnection } from './use-connections.ts';
import { toConnectionTitle } from './vendors.ts';

interface RemoveConnectionDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What the agents that name a connection lose; undefined while that is not known, null when it can't be. */
const toAgentWords = (agents: readonly string[] | null | undefined): string => {
  if (agents === undefined) return 'Looking which agents use it …';
  if (agents === null) return 'Agents that name it fail from their next model call on.';
  if (agents.length === 0) return 'No agent names it. Agents without a model of their own go on with the next default.';
  const isOne = agents.length === 1;
  return `${list.format(agents)} ${isOne ? 'names' : 'name'} it and ${isOne ? 'fails' : 'fail'} from the next model call on.`;
};

/** Asks before a connection goes, and says which agents use it. */
export const RemoveConnectionDialog = ({ connection, onClose }: RemoveConnectionDialogProps) => {
  const { name, key } = connection;
  const client = useTRPCClient();
  const title = toConnectionTitle(connection);
  const agents = useQuery({
    queryKey: ['agents-with-provider', name],
    queryFn: () => findAgentsWithProvider(client, name),
    gcTime: 0,
  });
  const remove = useRemoveConnection();
  const onConfirm = (): void =>
    remove.mutate(
      { name },
      {
        onSuccess: () => {
          toast({ title: `${title} is removed`, tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title={`Remove ${title}?`}
      body={
        <p aria-live="polite">
          {toAgentWords(agents.isError ? null : agents.data)} {key === 'none' ? '' : 'Its key is deleted. '}Runs stay.
        </p>
      }
      confirm={`Remove ${title}`}
      isBusy={remove.isPending}
      fault={remove.error ? toFault(remove.error) : null}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
};
