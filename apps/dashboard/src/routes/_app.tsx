import { createFileRoute } from '@tanstack/react-router';

import { SessionGate } from '../features/session/session-gate.tsx';
import { AppShell } from '../features/shell/app-shell.tsx';

const App = () => (
  <SessionGate>
    <AppShell />
  </SessionGate>
);

/** The shell comes with the entry, in one file: every page but sign-in needs it at once. */
export const Route = createFileRoute('/_app')({ codeSplitGroupings: [], component: App });
