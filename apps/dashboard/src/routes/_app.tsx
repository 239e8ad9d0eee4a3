import { createFileRoute } from '@tanstack/react-router';

import { SessionGate } from '../features/session/session-gate.tsx';
import { AppShell } from '../features/shell/app-shell.tsx';

const App = () => (
  <SessionGate>
    <AppShell />
  </SessionGate>
);

export const Route = createFileRoute('/_app')({ component: App });
