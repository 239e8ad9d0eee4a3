import type { Connection, ConnectionOffer } from '@signalbox/contracts';
import { Button, EmptyState, FaultBox, Skeleton, toast } from '@signalbox/ui';
import { Plug } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingsSection } from '../settings-section.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { RemoveConnectionDialog } from './remove-connection-dialog.tsx';
import { useConnections, useSaveConnection, useTestConnection } from './use-connections.ts';
import { toConnectionTitle } from './vendors.ts';

type Open =
  | { readonly kind: 'change'; readonly connection: Connection | null }
  | { readonly kind: 'remove'; readonly connection: Connection };

const Loading = () => (
  <div aria-busy className="flex flex-col gap-2 p-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

/** A server that answers on this machine: one press connects it. */
const Offer = ({ offer: { name, kind, baseUrl } }: { readonly offer: ConnectionOffer }) => {
  const save = useSaveConnection();
  const test = useTestConnection();
  const title = toConnectionTitle({ name, kind });
  const connect = (): void =>
    save.mutate(
      { name, kind, baseUrl },
      {
        onSuccess: () => {
          toast({ title: `${title} is connected`, tone: 'success' });
          test.mutate({ name });
        },
        onError: (error) =>
          toast({ title: `${title} was not connected`, body: toFault(error).message, tone: 'danger' }),
      },
    );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="min-w-0 flex-1 basis-64">
        {title} answers at <span className="break-all">{baseUrl}</span>, and needs no key.
      </p>
      <Button size="small" isBusy={save.isPending} refusal={useRefusal('models:update')} onClick={connect}>
        Connect {title}
      </Button>
    </div>
  );
};

interface ListedProps {
  readonly items: readonly Connection[];
  readonly offers: readonly ConnectionOffer[];
  readonly onOpen: (open: Open) => void;
}

const Listed = ({ items, offers, onOpen }: ListedProps) => {
  const refusal = useRefusal('models:update');
  return (
    <>
      {items.length === 0 && (
        <EmptyState
          icon={Plug}
          title="The demo model answers"
          body="It is scripted, not an LLM. Connect a provider, and agents without a model of their own run on it."
          actions={
            <Button kind="primary" refusal={refusal} onClick={() => onOpen({ kind: 'change', connection: null })}>
              Connect a provider
            </Button>
          }
          className="py-8"
        />
      )}
      {items.length > 0 && (
        <ul className="divide-border flex flex-col divide-y">
          {items.map((connection) => (
            <ConnectionRow
              key={connection.name}
              connection={connection}
              onChange={() => onOpen({ kind: 'change', connection })}
              onRemove={() => onOpen({ kind: 'remove', connection })}
            />
          ))}
        </ul>
      )}
      {offers.map((offer) => (
        <Offer key={offer.name} offer={offer} />
      ))}
    </>
  );
};

/** How this workspace reaches models: what is connected, connecting more, testing, changing and removing it. */
export const ConnectionsSection = () => {
  const { data, error, refetch } = useConnections();
  const [open, setOpen] = useState<Open | null>(null);
  const refusal = useRefusal('models:update');
  const close = (): void => setOpen(null);
  const isEmpty = data?.items.length === 0;
  return (
    <SettingsSection
      title="Providers"
      lead="How models are reached. Keys are kept encrypted and never shown again."
      actions={
        data &&
        !isEmpty && (
          <Button size="small" refusal={refusal} onClick={() => setOpen({ kind: 'change', connection: null })}>
            Connect a provider
          </Button>
        )
      }
    >
      {data && <Listed {...data} onOpen={setOpen} />}
      {!data && !error && <Loading />}
      {!data && error && (
        <div className="p-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {open?.kind === 'change' && (
        <ConnectionDialog changed={open.connection} connections={data?.items ?? []} onClose={close} />
      )}
      {open?.kind === 'remove' && <RemoveConnectionDialog connection={open.connection} onClose={close} />}
    </SettingsSection>
  );
};
