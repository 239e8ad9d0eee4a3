import { useQuery } from '@tanstack/react-query';
import { CatchBoundary, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

import { useTRPC } from '../../trpc.ts';
import { ConnectionStrip } from './connection-strip.tsx';
import { CrashPage } from './crash-page.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { useFavicon } from './use-favicon.ts';
import { useInboxCount } from './use-inbox-count.ts';
import { useIsWide } from './use-is-wide.ts';
import { useShellKeys } from './use-shell-keys.ts';

const palettePreloadMs = 1000;

const loadPalette = async () => {
  const { CommandPalette: component } = await import('./palette/command-palette.tsx');
  return { default: component };
};

const CommandPalette = lazy(loadPalette);

const KeysDialog = lazy(async () => {
  const { KeysDialog: component } = await import('./keys-dialog.tsx');
  return { default: component };
});

const SampleStrip = lazy(async () => {
  const { SampleStrip: component } = await import('./sample-strip.tsx');
  return { default: component };
});

const SkipLink = () => (
  <a
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>('#main')?.focus();
    }}
    className="bg-accent-fill text-on-fill rounded-control sr-only px-3 py-1.5 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
  >
    Skip to the content
  </a>
);

/** The frame of every page: navigation, search, keys, and whether it is all up to date. */
export const AppShell = () => {
  const waiting = useInboxCount() ?? 0;
  const [opened, setOpened] = useState<'palette' | 'keys' | null>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const close = (): void => setOpened(null);
  const actions = { onSearch: () => setOpened('palette'), onShowKeys: () => setOpened('keys') };
  useShellKeys(actions);
  useFavicon(waiting > 0);
  const isWide = useIsWide();
  const trpc = useTRPC();
  const hasSamples = useQuery(trpc.workspace.get.queryOptions({})).data?.hasSampleData === true;
  useEffect(() => {
    // Fetched in time, so that no key is lost that is typed while it opens.
    const timer = window.setTimeout(() => void loadPalette(), palettePreloadMs);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className="flex h-dvh">
      <SkipLink />
      {isWide && <Sidebar waiting={waiting} {...actions} />}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {!isWide && <TopBar waiting={waiting} {...actions} />}
        <ConnectionStrip />
        {hasSamples && (
          <Suspense fallback={null}>
            <SampleStrip />
          </Suspense>
        )}
        <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
          <CatchBoundary getResetKey={() => path} errorComponent={CrashPage}>
            <Outlet />
          </CatchBoundary>
        </main>
      </div>
      <Suspense fallback={null}>
        {opened === 'keys' && <KeysDialog onClose={close} />}
        {opened === 'palette' && <CommandPalette onClose={close} onShowKeys={actions.onShowKeys} />}
      </Suspense>
    </div>
  );
};
