import { Button, cn, Icon, Panel } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { firstSteps, type FirstStep, type FirstSteps } from './first-steps.ts';
import { LoadSamples } from './load-samples.tsx';

interface ChecklistProps {
  readonly steps: FirstSteps;
  /** The newest run; null while there is none. */
  readonly newestRunId: string | null;
  readonly onFinish: (step: FirstStep) => void;
  readonly onClose: () => void;
}

const titles: Record<FirstStep, { readonly title: string; readonly lead: string }> = {
  ask: { title: 'Ask an agent', lead: 'The assistant is ready, with tools.' },
  inspect: { title: 'Inspect the run', lead: 'Every step, what it took and what it cost.' },
  tools: { title: 'See its tools', lead: 'What agents can do; switch them or try them.' },
  code: { title: 'Call it from your code', lead: 'Runs that your code starts stand in the list beside the others.' },
};

const StepLink = ({
  step,
  newestRunId,
  onFinish,
}: Omit<ChecklistProps, 'steps' | 'onClose'> & { readonly step: FirstStep }) => {
  const className = 'font-medium text-accent-text rounded-badge underline-offset-2 hover:underline';
  const { title } = titles[step];
  const finish = (): void => onFinish(step);
  switch (step) {
    case 'ask':
      return (
        <Link to="/playground/{-$conversationId}" className={className}>
          {title}
        </Link>
      );
    case 'inspect':
      return newestRunId === null ? (
        <span className="text-text-muted font-medium">{title}</span>
      ) : (
        <Link to="/runs/$runId" params={{ runId: newestRunId }} onClick={finish} className={className}>
          {title}
        </Link>
      );
    case 'tools':
      return (
        <Link to="/tools" onClick={finish} className={className}>
          {title}
        </Link>
      );
    case 'code':
      return (
        <a href="/docs" onClick={finish} className={className}>
          {title}
        </a>
      );
  }
};

const StepRow = ({
  step,
  isDone,
  children,
}: {
  readonly step: FirstStep;
  readonly isDone: boolean;
  readonly children: ReactNode;
}) => (
  <li className="flex min-w-0 gap-2 px-4 py-2 pointer-coarse:min-h-11">
    <Icon of={isDone ? CircleCheck : CircleDashed} className={cn('mt-0.5', isDone ? 'text-success' : 'text-neutral')} />
    <span className="min-w-0">
      {children}
      <span className="sr-only">{isDone ? ' (done)' : ' (to do)'}</span>
      <span className="text-text-muted block">{titles[step].lead}</span>
    </span>
  </li>
);

/** What to do first, until it is done or closed. */
export const Checklist = ({ steps, newestRunId, onFinish, onClose }: ChecklistProps) => {
  const isDone = (step: FirstStep): boolean => steps.done.has(step) || (step === 'ask' && newestRunId !== null);
  const doneCount = firstSteps.filter(isDone).length;
  if (steps.isClosed || doneCount === firstSteps.length) return null;
  return (
    <Panel
      title="First steps"
      note={`${doneCount} of ${firstSteps.length} done`}
      actions={
        <span className="flex items-center gap-2">
          <LoadSamples />
          <Button kind="quiet" size="small" isSquare aria-label="Close first steps" onClick={onClose}>
            <Icon of={X} />
          </Button>
        </span>
      }
    >
      <ol className="grid pb-2 md:grid-cols-2 xl:grid-cols-4">
        {firstSteps.map((step) => (
          <StepRow key={step} step={step} isDone={isDone(step)}>
            <StepLink step={step} newestRunId={newestRunId} onFinish={onFinish} />
          </StepRow>
        ))}
      </ol>
    </Panel>
  );
};
