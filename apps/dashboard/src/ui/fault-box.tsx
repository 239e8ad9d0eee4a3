import { CircleX } from 'lucide-react';

import type { Fault } from '../fault.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface FaultBoxProps {
  readonly fault: Fault;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong in a part of the page: the sentence, its code, the request's id, and a way to try again. */
export const FaultBox = ({ fault, onRetry }: FaultBoxProps) => (
  <div role="alert" className="flex items-start gap-3 rounded-card border border-danger bg-surface p-3">
    <Icon of={CircleX} className="mt-0.5 text-danger" />
    <div className="min-w-0 flex-1">
      <p className="break-words">{fault.message}</p>
      <p className="font-mono text-code break-all text-text-muted">
        {fault.code}
        {fault.requestId !== null && ` · request ${fault.requestId}`}
      </p>
    </div>
    {onRetry && <Button onClick={onRetry}>Retry</Button>}
  </div>
);
