import { FaultBox, Mark, type Fault } from '@signalbox/ui';

import { useTitle } from '../../use-title.ts';

interface UnreachablePageProps {
  readonly fault: Fault;
  readonly onRetry: () => void;
}

/** Before anything could be loaded: the server does not answer. It is tried again by itself. */
export const UnreachablePage = ({ fault, onRetry }: UnreachablePageProps) => {
  useTitle('Cannot be reached');
  return (
    <main className="mx-auto flex min-h-full max-w-[480px] flex-col justify-center gap-4 p-4">
      <Mark size={40} arm="level" />
      <h1 className="text-title font-semibold">Signalbox cannot be reached</h1>
      <FaultBox fault={fault} onRetry={onRetry} />
    </main>
  );
};
