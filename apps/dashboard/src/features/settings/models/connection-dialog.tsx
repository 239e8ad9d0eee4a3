import type { Connection } from '@signalbox/contracts';
import { Dialog } from '@signalbox/ui';
import { useState } from 'react';

import { ConnectionForm } from './connection-form.tsx';
import { VendorChoice } from './vendor-choice.tsx';
import { findVendor, toConnectionTitle, type Vendor } from './vendors.ts';

interface ConnectionDialogProps {
  /** What is changed; null to connect something new. */
  readonly changed: Connection | null;
  readonly connections: readonly Connection[];
  readonly onClose: () => void;
}

/** Connects a provider, or changes how one is reached. */
export const ConnectionDialog = ({ changed, connections, onClose }: ConnectionDialogProps) => {
  const [chosen, setChosen] = useState<Vendor | null>(null);
  const own = connections.filter(({ source }) => source === 'workspace');
  const vendor = chosen ?? (changed && findVendor(changed)) ?? null;
  const known = changed ?? own.find(({ name }) => name === vendor?.name) ?? null;
  const title = known ? `Change ${toConnectionTitle(known)}` : `Connect ${vendor?.title ?? 'a provider'}`;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {vendor === null ? (
        <VendorChoice connected={new Set(own.map(({ name }) => name))} onChoose={setChosen} />
      ) : (
        <ConnectionForm vendor={vendor} known={known} onClose={onClose} />
      )}
    </Dialog>
  );
};
