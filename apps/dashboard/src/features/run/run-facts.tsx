import type { RunDetail, RunEvent } from '@signalbox/contracts';
import { cn, CopyButton, Icon, linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronDown, History } from 'lucide-react';
import { useState } from 'react';

import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatTokens } from '../../formats/format-tokens.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import type { RunFigures } from '../../transcript/to-figures.ts';
import { ConversationFact } from './conversation-fact.tsx';
import { CostFact } from './cost-fact.tsx';
import { DurationFact } from './duration-fact.tsx';
import { LimitsFact, useRunLimits } from './limits-fact.tsx';
import { ReportedCost } from './reported-cost.tsx';
import { RunFact } from './run-fact.tsx';
import { TokensFact } from './tokens-fact.tsx';

const sources = {
  playground: 'Playground',
  api: 'API',
  cli: 'command line',
  retry: 'run again',
  report: 'reported',
} as const;

interface RunFactsProps {
  readonly run: RunDetail;
  readonly events: readonly RunEvent[];
  readonly figures: RunFigures;
}

/** The model that was asked last, and how many before it. */
const toModelWords = ({ models }: RunFigures): string => {
  const before = models.length - 1;
  return `${models.at(-1) ?? ''}${before > 0 ? ` after ${formatNoun(before, 'other')}` : ''}`;
};

interface GivenIdProps {
  readonly label: string;
  readonly id: string | null;
  readonly className: string;
}

/** An id that the sender of a reported run gave; absent without one. */
const GivenId = ({ label, id, className }: GivenIdProps) =>
  id !== null && (
    <RunFact label={label} className={cn('max-w-60', className)}>
      <span title={id} className="font-mono">
        {id}
      </span>
    </RunFact>
  );

const Cost = (props: RunFactsProps) =>
  props.run.source === 'report' ? <ReportedCost run={props.run} /> : <CostFact {...props} />;

const MoreFacts = ({ run, figures, className }: RunFactsProps & { readonly className: string }) => {
  const limits = useRunLimits(run);
  const { conversationId, initiator, source, taskId, externalId } = run;
  return (
    <>
      {figures.firstTokenMs !== null && (
        <RunFact label="First token" className={className}>
          {formatDuration(figures.firstTokenMs)}
        </RunFact>
      )}
      {limits && (
        <RunFact label="Limits" className={className}>
          <LimitsFact limits={limits} figures={figures} />
        </RunFact>
      )}
      <RunFact label="Began" className={className}>
        <TimeAgo at={run.createdAt} />
      </RunFact>
      <RunFact label="By" className={className}>
        {initiator !== '' && `${initiator} · `}
        {sources[source]}
      </RunFact>
      {conversationId !== null && (
        <RunFact label="Conversation" className={className}>
          <ConversationFact conversationId={conversationId} runId={run.id} />
        </RunFact>
      )}
      <GivenId label="Task" id={taskId} className={className} />
      <GivenId label="Sender’s id" id={externalId} className={className} />
      <RunFact label="Id" className={cn('sm:hidden', className)}>
        <span className="inline-flex items-center font-mono">
          {run.id.slice(-8)}
          <CopyButton text={run.id} label="Copy run id" className="-my-1.5" />
        </span>
      </RunFact>
    </>
  );
};

/** The figures of a run and where it came from; on a phone the most asked for, and the others on demand. */
export const RunFacts = (props: RunFactsProps) => {
  const { run, figures } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <dl className="text-meta flex flex-wrap items-center gap-x-5 gap-y-1.5">
      <RunFact label="Agent">
        {run.agentName}{' '}
        <Link
          to="/agents/$agent"
          params={{ agent: run.agentSlug }}
          search={{ tab: 'versions', version: `v${run.version}` }}
          className={`${linkClass} underline`}
        >
          {run.versionLabel}
        </Link>
        {run.isDraft && ' + unsaved changes'}
      </RunFact>
      {figures.models.length > 0 && (
        <RunFact label="Model" className="max-w-full">
          <span title={figures.models.join(', ')}>{toModelWords(figures)}</span>
        </RunFact>
      )}
      <RunFact label="Took">
        <DurationFact figures={figures} />
      </RunFact>
      <RunFact label="Tokens" className="max-sm:hidden">
        {run.source === 'report' ? (
          formatTokens(run.inputTokens, run.outputTokens)
        ) : (
          <TokensFact usage={figures.usage} />
        )}
      </RunFact>
      <RunFact label="Cost">
        <Cost {...props} />
      </RunFact>
      {figures.resumes > 0 && (
        <RunFact label="Resumed">
          {figures.resumes}×
          <Icon of={History} size={14} className="text-neutral ml-1 inline-block align-text-bottom" />
        </RunFact>
      )}
      <MoreFacts {...props} className={isOpen ? '' : 'max-md:hidden'} />
      <div className="md:hidden">
        <dt className="sr-only">More</dt>
        <dd>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
            className="rounded-badge text-text-muted relative inline-flex items-center gap-1 before:absolute before:inset-x-0 pointer-coarse:before:-inset-y-3"
          >
            {isOpen ? 'Less' : 'More'}
            <Icon of={ChevronDown} size={14} className={isOpen ? 'rotate-180' : ''} />
          </button>
        </dd>
      </div>
    </dl>
  );
};
