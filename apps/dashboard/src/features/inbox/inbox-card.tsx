import type { InboxItem } from '@signalbox/contracts';
import { EdgeCard, EffectBadge, FaultBox, Icon, linkClass, TextField, type Fault } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { CirclePause, CircleQuestionMark } from 'lucide-react';

import { TimeAgo } from '../../run-row/time-ago.tsx';
import { toRunTitle } from '../../run-row/to-run-title.ts';
import { CallArguments } from '../../transcript/steps/call-arguments.tsx';
import { ToolIcon } from '../../transcript/steps/tool-icon.tsx';
import { ChoiceList } from './choice-list.tsx';
import { toChoices, type DecisionChoice } from './to-choices.ts';

interface InboxCardProps {
  readonly item: InboxItem;
  readonly note: string;
  readonly fault: Fault | null;
  readonly onNote: (note: string) => void;
  readonly onChoose: (choice: DecisionChoice) => void;
}

const mostCharacters = 2000;

const Question = ({ item: { reason, tool, effect, askedAt } }: { readonly item: InboxItem }) => {
  const isUnknown = reason === 'unknown-outcome';
  return (
    <>
      <Icon of={isUnknown ? CircleQuestionMark : CirclePause} className={isUnknown ? 'text-unknown' : 'text-warning'} />
      <h2 className="flex min-w-0 items-center gap-1.5 font-semibold">
        {isUnknown ? 'Did' : 'May'}
        <ToolIcon tool={tool} />
        <span className="min-w-0 break-all">{tool}</span>
        {isUnknown ? 'happen?' : 'run?'}
      </h2>
      <EffectBadge effect={effect} />
      <span className="text-meta text-text-muted ml-auto">
        asked <TimeAgo at={askedAt} />
      </span>
    </>
  );
};

const RunLine = ({ item: { run, callSeq } }: { readonly item: InboxItem }) => (
  <p className="text-text-muted flex min-w-0 gap-1.5">
    <span className="shrink-0">
      {run.agentName} {run.versionLabel}
    </span>
    <Link
      dir="auto"
      to="/runs/$runId"
      params={{ runId: run.id }}
      search={{ step: callSeq }}
      className={`${linkClass} min-w-0 truncate`}
    >
      {toRunTitle(run)}
    </Link>
  </p>
);

/** A call that waits for a person: what it is, why it waits, and what each decision does. */
export const InboxCard = ({ item, note, fault, onNote, onChoose }: InboxCardProps) => {
  const isUnknown = item.reason === 'unknown-outcome';
  return (
    <EdgeCard tone={isUnknown ? 'unknown' : 'warning'} isDashed={isUnknown} header={<Question item={item} />}>
      <div className="flex flex-col gap-3">
        <p className="text-prose break-words whitespace-pre-wrap">{item.message}</p>
        <RunLine item={item} />
        <CallArguments value={item.arguments} />
        <TextField
          label="Note, optional"
          placeholder="Stored with the decision"
          value={note}
          maxLength={mostCharacters}
          onChange={(event) => onNote(event.target.value)}
        />
        <ChoiceList choices={toChoices(item)} onChoose={onChoose} />
        {fault && <FaultBox fault={fault} />}
      </div>
    </EdgeCard>
  );
};
