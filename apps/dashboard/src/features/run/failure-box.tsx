import type { Run, RunEvent, RunFailure } from '@signalbox/contracts';
import { Icon, linkClass } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleX } from 'lucide-react';
import { useState } from 'react';

import { toErrorConditions, toToldMessage } from '../../figures/to-error-conditions.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { LinkedSentence } from '../../linked-sentence.tsx';
import { listWrites } from '../../transcript/list-writes.ts';
import { useTRPC } from '../../trpc.ts';
import { toAdvice } from './to-advice.ts';

const dayMs = 86_400_000;
const mostCounted = 100;

/** How many runs failed in this way in the last 24 hours, and a way to them. */
const SharedError = ({ error }: { readonly error: RunFailure }) => {
  const trpc = useTRPC();
  // to the minute, so that the same question is asked once
  const [from] = useState(() => new Date(Math.floor((Date.now() - dayMs) / 60_000) * 60_000).toISOString());
  const filters = { statuses: ['failed' as const], errorCode: error.code, errorMessage: toToldMessage(error.message) };
  const runs = useQuery(trpc.runs.list.queryOptions({ ...filters, from, limit: mostCounted }));
  if (!runs.data) return null;
  const count = runs.data.items.length;
  const words = runs.data.nextCursor === null ? formatNoun(count, 'run') : `${mostCounted}+ runs`;
  return (
    <Link to="/runs" search={{ ...toErrorConditions(error), from }} className={linkClass}>
      {words} with this error in 24 h
    </Link>
  );
};

interface Refusal {
  readonly attempt: number;
  readonly error: RunFailure;
}

/** What the provider said at each attempt that failed, the newest last. */
const listRefusals = (events: readonly RunEvent[]): readonly Refusal[] =>
  events
    .filter((event) => event.type === 'model-call-discard')
    .flatMap(({ payload: { attempt, error } }) => (error ? [{ attempt, error }] : []));

/** What the attempts were refused with; of one alone nothing, when that is the reason which is told already. */
const Refusals = ({ refusals, reason }: { readonly refusals: readonly Refusal[]; readonly reason: string }) =>
  (refusals.length > 1 || refusals.some(({ error }) => error.message !== reason)) && (
    <ul className="text-meta text-text-muted">
      {refusals.slice(-4).map(({ attempt, error: { message, code } }) => (
        <li key={attempt} className="break-words">
          Attempt {attempt}: {message} ({code})
        </li>
      ))}
    </ul>
  );

const toWriteWords = (events: readonly RunEvent[]): string => {
  const { tools } = listWrites(events);
  if (tools.length === 0) return 'It changed nothing: no tool that writes was run.';
  return `It ran ${formatNoun(tools.length, 'call')} that may have changed something: ${[...new Set(tools)].join(', ')}.`;
};

interface FailureBoxProps {
  readonly run: Pick<Run, 'source'>;
  readonly events: readonly RunEvent[];
  readonly error: RunFailure;
  /** Opens the step that ended the run; null when none is known. */
  readonly onOpenStep: (() => void) | null;
}

/** Why a run failed, what its provider said, what it has changed by then, and what to do. */
export const FailureBox = ({ run, events, error, onOpenStep }: FailureBoxProps) => {
  const refusals = listRefusals(events);
  return (
    <section
      aria-label="Why it failed"
      className="rounded-card border-danger bg-surface mx-3 mt-3 flex max-h-44 shrink-0 gap-2.5 overflow-y-auto border p-3 max-sm:max-h-60 md:mx-5"
      tabIndex={0}
    >
      <Icon of={CircleX} className="text-danger mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium break-words">
            <LinkedSentence text={error.message} />
          </span>
          <code className="text-code text-danger-text font-mono">{error.code}</code>
        </p>
        <Refusals refusals={refusals} reason={error.message} />
        {run.source === 'report' ? (
          <p>It ran elsewhere: what it changed, only its sender knows.</p>
        ) : (
          <p>
            {toWriteWords(events)} <LinkedSentence text={toAdvice(error.code, refusals.at(-1)?.error.code ?? null)} />
          </p>
        )}
        <p className="text-meta flex flex-wrap gap-x-4 gap-y-1">
          {onOpenStep && (
            <button type="button" onClick={onOpenStep} className={linkClass}>
              Open the step that ended it
            </button>
          )}
          <SharedError error={error} />
        </p>
      </div>
    </section>
  );
};
