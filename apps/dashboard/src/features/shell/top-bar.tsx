import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut, Menu } from 'lucide-react';

import { navigate } from '../../location.ts';
import { postJson } from '../../post-json.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ConnectionDot } from './connection-status.tsx';
import { ThemeButton } from './theme-button.tsx';

interface TopBarProps {
  readonly workspaceName: string;
  readonly onOpenRuns: () => void;
}

const SignOutButton = () => {
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => postJson('/auth/sign-out', {}),
    onSuccess: async () => {
      navigate('/');
      await queryClient.resetQueries();
    },
  });
  const label = signOut.isError ? 'Signing out failed. Try again' : 'Sign out';
  return (
    <Button kind="quiet" isSquare aria-label={label} title={label} onClick={() => signOut.mutate()}>
      <Icon of={LogOut} className={signOut.isError ? 'text-danger' : ''} />
    </Button>
  );
};

/** The bar at the top: where one is, whether it is live, theme and signing out. */
export const TopBar = ({ workspaceName, onOpenRuns }: TopBarProps) => (
  <header className="border-border bg-surface flex h-12 shrink-0 items-center gap-2 border-b px-2 md:px-4">
    <Button kind="quiet" isSquare className="md:hidden" aria-label="Recent runs" onClick={onOpenRuns}>
      <Icon of={Menu} size={20} />
    </Button>
    <Mark size={24} />
    <span className="text-prose font-semibold">Signalbox</span>
    <span className="text-text-muted hidden min-w-0 items-center gap-2 sm:flex">
      <span aria-hidden>/</span>
      <span className="truncate">{workspaceName}</span>
    </span>
    <span className="mr-1 ml-auto sm:ml-2">
      <ConnectionDot />
    </span>
    <span className="flex items-center gap-1 sm:ml-auto">
      <ThemeButton />
      <SignOutButton />
    </span>
  </header>
);
