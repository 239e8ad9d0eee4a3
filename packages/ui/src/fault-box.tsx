import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** A failed request as a page shows it. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  /** Names the request in the server's log. */
  readonly requestId: string | null;
}

interface FaultBoxProps {
  readonly fault: Fault;
  readonly onRetry?: (() => void) | undefined;
  /** The sentence, where it is more than text. */
  readonly children?: ReactNode;
}

/** What went wrong in a part of the page: the sentence, its code, the request's id, and a way to try again. */
export const FaultBox = ({ fault, onRetry, children = fault.message }: FaultBoxProps) => (
  <div role="alert" className="rounded-card border-danger bg-surface flex items-start gap-3 border p-3">
    <Icon of={CircleX} className="text-danger mt-0.5" />
    <div className="min-w-0 flex-1">
      <p className="break-words">{children}</p>
      <p className="text-code text-text-muted font-mono break-all">
        {fault.code}
        {fault.requestId !== null && ` · request ${fault.requestId}`}
      </p>
    </div>
    {onRetry && <Button onClick={onRetry}>Retry</Button>}
  </div>
);
