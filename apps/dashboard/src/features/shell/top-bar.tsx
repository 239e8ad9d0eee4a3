import { Button, Icon, Mark, Sheet } from '@signalbox/ui';
import { Menu, Search } from 'lucide-react';
import { useState } from 'react';

import { useViewer } from '../../viewer/viewer-context.ts';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { NavList } from './nav-list.tsx';

interface TopBarProps {
  readonly waiting: number;
  readonly onSearch: () => void;
  readonly onShowKeys: () => void;
}

/** The bar of phones: the menu, whether it is live, and searching. */
export const TopBar = ({ waiting, onSearch, onShowKeys }: TopBarProps) => {
  const [isOpen, setIsOpen] = useState(false);
  const { workspace } = useViewer();
  const close = (): void => setIsOpen(false);
  return (
    <header className="border-border bg-surface flex h-12 shrink-0 items-center gap-2 border-b px-1">
      <Button
        kind="quiet"
        isSquare
        aria-label={waiting > 0 ? `Menu, ${waiting} waiting` : 'Menu'}
        className="relative"
        onClick={() => setIsOpen(true)}
      >
        <Icon of={Menu} size={20} />
        {waiting > 0 && <span aria-hidden className="bg-warning absolute top-2 right-2 size-2 rounded-full" />}
      </Button>
      <Mark size={20} />
      <span className="text-prose font-semibold">Signalbox</span>
      <span className="flex-1">
        <ConnectionDot />
      </span>
      <Button kind="quiet" isSquare aria-label="Search" onClick={onSearch}>
        <Icon of={Search} size={20} />
      </Button>
      {isOpen && (
        <Sheet title={workspace.name} onClose={close} className="max-w-[300px]">
          <div className="min-h-0 flex-1 overflow-y-auto">
            <NavList waiting={waiting} onOpen={close} />
          </div>
          <div className="border-border border-t p-2">
            <AccountMenu
              onShowKeys={() => {
                close();
                onShowKeys();
              }}
            />
          </div>
        </Sheet>
      )}
    </header>
  );
};
