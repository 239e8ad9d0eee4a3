import type { RunDetail } from '@signalbox/contracts';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

import { formatCost } from '../../formats/format-cost.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RunStatusBadge } from '../../ui/run-status.tsx';
import type { RunFigures } from './to-figures.ts';

const CopyId = ({ id }: { readonly id: string }) => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(id);
    setIsCopied(true);
  };
  return (
    <Button
      kind="quiet"
      className="text-code font-mono font-normal"
      title={id}
      aria-label={isCopied ? 'Run id copied' : `Copy the run's id, ${id.slice(-8)}`}
      onClick={() => void copy()}
      onBlur={() => setIsCopied(false)}
    >
      {id.slice(-8)}
      <Icon of={isCopied ? Check : Copy} size={14} />
    </Button>
  );
};

interface RunHeaderProps {
  readonly run: RunDetail;
  readonly figures: RunFigures;
}

/** What run this is, how it stands, and what it took so far. */
export const RunHeader = ({ run, figures }: RunHeaderProps) => (
  <div className="border-border flex h-11 shrink-0 items-center gap-3 border-b px-4 tabular-nums">
    <RunStatusBadge status={figures.status} />
    <h1 className="min-w-0 flex-1 truncate font-medium">{run.inputPreview}</h1>
    <span className="text-meta text-text-muted hidden shrink-0 lg:inline">
      {run.agentName} v{run.version}
    </span>
    {figures.durationMs !== null && (
      <span className="text-meta text-text-muted hidden shrink-0 md:inline">
        {formatDuration(figures.durationMs)} · {formatCost(figures.costNanoUsd)}
      </span>
    )}
    <span className="hidden sm:inline">
      <CopyId id={run.id} />
    </span>
  </div>
);
