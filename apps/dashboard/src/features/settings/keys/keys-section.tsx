import type { ApiKey } from '@signalbox/contracts';
import { Button, EmptyState, FaultBox, Skeleton } from '@signalbox/ui';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingsSection } from '../settings-section.tsx';
import { KeyDialog, type KeyTask } from './key-dialog.tsx';
import { KeyTable } from './key-table.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';
import { useKeys } from './use-keys.ts';

type Task = KeyTask | { readonly kind: 'revoke'; readonly key: ApiKey };

const Loading = () => (
  <div aria-busy className="flex flex-col gap-2 p-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

/** The workspace's keys, ended ones included: making, rotating, changing and revoking them. */
export const KeysSection = () => {
  const refusal = useRefusal('api-keys:manage');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useKeys(refusal === null);
  const [task, setTask] = useState<Task | null>(null);
  const keys = data?.pages.flatMap(({ items }) => items) ?? [];
  const close = (): void => setTask(null);
  const create = (
    <Button
      kind={data && keys.length === 0 ? 'primary' : 'secondary'}
      size={data && keys.length === 0 ? 'regular' : 'small'}
      refusal={refusal}
      onClick={() => setTask({ kind: 'create' })}
    >
      Create key
    </Button>
  );
  return (
    <SettingsSection
      title="API keys"
      lead="With a key, another service calls this server. Each is shown once, when it is made."
      actions={keys.length > 0 && create}
    >
      {refusal !== null && (
        <EmptyState icon={KeyRound} title={refusal} body="Ask one of them for a key." className="py-8" />
      )}
      {refusal === null && !data && !error && <Loading />}
      {!data && error && (
        <div className="p-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {data && keys.length === 0 && (
        <EmptyState
          icon={KeyRound}
          title="No keys yet"
          body="Make one for each service that calls this server, so that each can be ended alone."
          actions={create}
          className="py-8"
        />
      )}
      {keys.length > 0 && <KeyTable keys={keys} onAct={(kind, key) => setTask({ kind, key })} />}
      {hasNextPage && (
        <div className="p-2">
          <Button kind="quiet" size="small" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older keys
          </Button>
        </div>
      )}
      {task?.kind === 'revoke' && <RevokeKeyDialog of={task.key} onClose={close} />}
      {task !== null && task.kind !== 'revoke' && <KeyDialog task={task} onClose={close} />}
    </SettingsSection>
  );
};
