import { Button, Icon, Popover } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronsUpDown, Keyboard, LogOut, Settings, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { ThemeChoice } from '../../theme/theme-choice.tsx';
import { useViewer, type Viewer } from '../../viewer/viewer-context.ts';
import { useSignOut } from './use-sign-out.ts';

interface AccountMenuProps {
  readonly isFolded?: boolean;
  readonly onShowKeys: () => void;
}

const rowLook = 'hover:bg-hover rounded-control flex h-8 w-full items-center gap-2 px-2 text-left pointer-coarse:h-11';

const roleOf = ({ role, actor }: Viewer): string => role ?? (actor.kind === 'api-key' ? 'API key' : 'local');

const Initial = ({ name }: { readonly name: string }) => (
  <span
    aria-hidden
    className="bg-neutral-tint text-text text-meta flex size-7 shrink-0 items-center justify-center rounded-full font-semibold uppercase"
  >
    {name.slice(0, 1)}
  </span>
);

interface ActionRowProps extends ComponentProps<'button'> {
  readonly icon: LucideIcon;
  readonly label: string;
}

const ActionRow = ({ icon, label, ...button }: ActionRowProps) => (
  <button type="button" className={rowLook} {...button}>
    <Icon of={icon} className="text-text-muted" />
    {label}
  </button>
);

const Content = ({ onClose, onShowKeys }: { readonly onClose: () => void; readonly onShowKeys: () => void }) => {
  const viewer = useViewer();
  const signOut = useSignOut();
  return (
    <>
      <div className="flex flex-col px-2 pt-1">
        <span className="truncate font-semibold">{viewer.actor.name}</span>
        {viewer.email !== null && <span className="text-text-muted truncate">{viewer.email}</span>}
        <span className="text-meta text-text-muted">
          {roleOf(viewer)} of {viewer.workspace.name}
        </span>
      </div>
      <ThemeChoice className="self-start" />
      <div className="border-border -mx-3 border-t" />
      <div className="-my-1 flex flex-col">
        <Link to="/settings" onClick={onClose} className={rowLook}>
          <Icon of={Settings} className="text-text-muted" />
          Settings
        </Link>
        <ActionRow
          icon={Keyboard}
          label="Keyboard keys"
          onClick={() => {
            onClose();
            onShowKeys();
          }}
        />
        <ActionRow
          icon={LogOut}
          label="Sign out"
          onClick={() => {
            onClose();
            signOut();
          }}
        />
      </div>
      <div className="border-border text-caption text-text-muted -mx-3 border-t px-5 pt-2">
        Signalbox {viewer.serverVersion}
      </div>
    </>
  );
};

/** Who is signed in, and what belongs to the person: theme, settings, keys, signing out. */
export const AccountMenu = ({ isFolded = false, onShowKeys }: AccountMenuProps) => {
  const viewer = useViewer();
  return (
    <Popover
      trigger={
        <Button
          kind="quiet"
          aria-label={isFolded ? `Account: ${viewer.actor.name}` : undefined}
          className={isFolded ? 'h-10 w-10 px-0' : 'h-11 w-full justify-start gap-2 px-2 text-left'}
        >
          <Initial name={viewer.actor.name} />
          {!isFolded && (
            <>
              <span className="sr-only">Account: </span>
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="text-text truncate leading-4">{viewer.actor.name}</span>
                <span className="text-caption text-text-muted truncate font-normal">
                  {viewer.email ?? roleOf(viewer)}
                </span>
              </span>
              <Icon of={ChevronsUpDown} size={14} />
            </>
          )}
        </Button>
      }
    >
      {(onClose) => <Content onClose={onClose} onShowKeys={onShowKeys} />}
    </Popover>
  );
};
