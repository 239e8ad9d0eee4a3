import { Button, cn, Icon, Kbd, Mark } from '@signalbox/ui';
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';

import { useStored, writeStored } from '../../stored.ts';
import { useViewer } from '../../viewer/viewer-context.ts';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { NavList } from './nav-list.tsx';

interface SidebarProps {
  readonly waiting: number;
  readonly onSearch: () => void;
  readonly onShowKeys: () => void;
}

const FoldButton = ({ isFolded }: { readonly isFolded: boolean }) => {
  const label = isFolded ? 'Unfold the sidebar' : 'Fold the sidebar';
  return (
    <Button
      kind="quiet"
      size="small"
      isSquare
      aria-label={label}
      title={label}
      aria-expanded={!isFolded}
      onClick={() => writeStored('sidebar', isFolded ? 'open' : 'folded')}
    >
      <Icon of={isFolded ? PanelLeftOpen : PanelLeftClose} />
    </Button>
  );
};

const SearchButton = ({ isFolded, onSearch }: { readonly isFolded: boolean; readonly onSearch: () => void }) => (
  <button
    type="button"
    aria-label={isFolded ? 'Search' : undefined}
    aria-keyshortcuts="Control+K Meta+K"
    onClick={onSearch}
    className={cn(
      'border-border bg-canvas text-text-muted hover:border-border-strong rounded-control mx-2 flex h-8 items-center gap-2 border px-2 transition-colors duration-[120ms] pointer-coarse:h-11',
      isFolded && 'justify-center px-0',
    )}
  >
    <Icon of={Search} size={14} />
    {!isFolded && (
      <>
        <span className="flex-1 text-left">Search</span>
        <span aria-hidden className="pointer-coarse:hidden">
          <Kbd keys="mod K" />
        </span>
      </>
    )}
  </button>
);

const Head = ({ isFolded }: { readonly isFolded: boolean }) => {
  const { workspace } = useViewer();
  if (isFolded) {
    return (
      <div className="flex flex-col items-center gap-2 py-3">
        <Mark size={24} />
        <FoldButton isFolded />
      </div>
    );
  }
  return (
    <div className="flex h-14 shrink-0 items-center gap-2.5 pr-2 pl-4">
      <Mark size={24} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="text-prose leading-4 font-semibold">Signalbox</span>
        <span className="text-caption text-text-muted truncate">{workspace.name}</span>
      </div>
      <FoldButton isFolded={false} />
    </div>
  );
};

/** The navigation of wide screens, 224 px or folded to 56; which of them is remembered. */
export const Sidebar = ({ waiting, onSearch, onShowKeys }: SidebarProps) => {
  const isFolded = useStored('sidebar') === 'folded';
  return (
    <header
      className={cn('border-border bg-surface flex h-full shrink-0 flex-col border-r', isFolded ? 'w-14' : 'w-56')}
    >
      <Head isFolded={isFolded} />
      <SearchButton isFolded={isFolded} onSearch={onSearch} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NavList waiting={waiting} isFolded={isFolded} />
      </div>
      <div className={cn('flex py-2', isFolded ? 'justify-center' : 'px-4')}>
        <span className={cn('inline-flex', isFolded && 'w-2 overflow-hidden whitespace-nowrap')}>
          <ConnectionDot />
        </span>
      </div>
      <div className={cn('border-border border-t p-2', isFolded && 'flex justify-center')}>
        <AccountMenu isFolded={isFolded} onShowKeys={onShowKeys} />
      </div>
    </header>
  );
};
