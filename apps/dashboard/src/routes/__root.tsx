import { ToastProvider } from '@signalbox/ui';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

import { CrashPage } from '../features/shell/crash-page.tsx';
import { UnknownPage } from '../features/shell/unknown-page.tsx';
import { KeyboardListener } from '../keyboard/keyboard-listener.tsx';
import { useShownTheme } from '../theme/use-shown-theme.ts';
import type { RouterContext } from '../trpc.ts';

const Root = () => {
  useShownTheme();
  return (
    <KeyboardListener>
      <ToastProvider>
        <Outlet />
      </ToastProvider>
    </KeyboardListener>
  );
};

export const Route = createRootRouteWithContext<RouterContext>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: UnknownPage,
});
