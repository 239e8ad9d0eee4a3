import type { Activity } from '@signalbox/contracts';
import { CodeBlock, FoldedText } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';

import { formatCount } from '../formats/format-count.ts';
import { formatDuration } from '../formats/format-duration.ts';
import { TimeAgo } from '../run-row/time-ago.tsx';
import { ActivityStatus } from './activity-status.tsx';
import type { Burst } from './to-bursts.ts';

/** Others that say the same, which the entry stands for. */
type EntryBurst = Pick<Burst, 'count' | 'from'>;

interface ActivityEntryProps {
  readonly entry: Activity;
  readonly burst?: EntryBurst | undefined;
  /** On an agent's own page its name goes without saying. */
  readonly hasAgent: boolean;
}

/** The first line of what there is to say: why, else what came of it. */
const toSummary = ({ reason, error, output }: Activity): string =>
  [reason, error, output].find((text) => text !== null && text.trim() !== '')?.trim() ?? '';

const hasMore = (entry: Activity): boolean => {
  const texts = [entry.reason, entry.error, entry.output].filter((text) => text !== null && text !== '');
  return texts.length > 1 || toSummary(entry).includes('\n') || toSummary(entry).length > 120 || entry.details !== null;
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-meta text-text-muted">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);

const Whole = ({ entry, id }: { readonly entry: Activity; readonly id: string }) => {
  const { reason, output, error, details, isInMemory } = entry;
  return (
    <dl id={id} className="flex flex-col gap-3 pt-2 pb-1">
      {reason !== '' && (
        <Fact name="Why">
          <FoldedText text={reason} />
        </Fact>
      )}
      {output !== null && output !== '' && (
        <Fact name="Output">
          <FoldedText text={output} />
        </Fact>
      )}
      {error !== null && error !== '' && (
        <Fact name="Error">
          <FoldedText text={error} className="text-danger-text" />
        </Fact>
      )}
      {details !== null && (
        <Fact name="Details">
          <CodeBlock text={JSON.stringify(details, null, 2)} />
        </Fact>
      )}
      {isInMemory !== null && (
        <Fact name="Memory store">{isInMemory ? 'has it' : 'does not have it yet: it is brought there later'}</Fact>
      )}
    </dl>
  );
};

/** Of a burst, what is the same of all. */
const Tags = ({ entry, isBurst }: { readonly entry: Activity; readonly isBurst: boolean }) => {
  const { type, status, project, intent, taskId, durationMs } = entry;
  const words = [
    ...(type === status || type === 'run' ? [] : [type]),
    `for ${intent}`,
    ...(project === '' ? [] : [project]),
    ...(taskId === null || isBurst ? [] : [`task ${taskId}`]),
    ...(durationMs === null || isBurst ? [] : [formatDuration(durationMs)]),
  ];
  return (
    <span
      dir="auto"
      className="text-meta text-text-muted min-w-0 truncate tabular-nums max-sm:order-last max-sm:w-full"
      title={words.join(' · ')}
    >
      {words.join(' · ')}
    </span>
  );
};

const Head = ({ entry, burst, hasAgent }: ActivityEntryProps) => {
  const word = entry.runId === null ? entry.status : `run ${entry.status}`;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
      <ActivityStatus status={entry.status} word={burst ? `${formatCount(burst.count)} × ${word}` : word} />
      {hasAgent && (
        <Link
          to="/agents/$agent"
          params={{ agent: entry.agentSlug }}
          className="max-w-60 truncate font-medium hover:underline max-sm:max-w-40"
        >
          {entry.agentName}
        </Link>
      )}
      <Tags entry={entry} isBurst={burst !== undefined} />
      <span className="text-meta text-text-muted ml-auto shrink-0 tabular-nums">
        {burst && 'last '}
        <TimeAgo at={entry.at} />
      </span>
    </div>
  );
};

const action = 'text-meta text-accent-text shrink-0 hover:underline';

/** Leads to the entries of a burst, and to no others. */
const BurstLink = ({ entry, burst }: { readonly entry: Activity; readonly burst: EntryBurst }) => {
  const { agentSlug: agent, type, status, at } = entry;
  const until = new Date(Date.parse(at) + 1).toISOString();
  return (
    <Link to="/activity" search={{ agent, type, status, from: burst.from, until }} className={action}>
      Show all {formatCount(burst.count)}
    </Link>
  );
};

/** One entry of the feed: who, when, how it stood, and why; the whole text when asked. Of a burst, its newest one. */
export const ActivityEntry = ({ entry, burst, hasAgent }: ActivityEntryProps) => {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const summary = toSummary(entry);
  return (
    <li className="border-border flex flex-col gap-0.5 border-b px-4 py-2 last:border-b-0">
      <Head entry={entry} burst={burst} hasAgent={hasAgent} />
      <div className="flex min-w-0 items-baseline gap-3">
        <p dir="auto" className={`min-w-0 flex-1 truncate ${entry.error === null ? '' : 'text-danger-text'}`}>
          {summary === '' ? <span className="text-text-muted">nothing said</span> : summary}
        </p>
        {burst && <BurstLink entry={entry} burst={burst} />}
        {!burst && entry.runId !== null && (
          <Link to="/runs/$runId" params={{ runId: entry.runId }} className={action}>
            Open run
          </Link>
        )}
        {!burst && entry.runId === null && hasMore(entry) && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
            className={`rounded-badge pointer-coarse:h-11 ${action}`}
          >
            {isOpen ? 'Show less' : 'Show all'}
          </button>
        )}
      </div>
      {isOpen && <Whole entry={entry} id={id} />}
    </li>
  );
};
