import type { KeptKind, WorkspaceSettings } from '@signalbox/contracts';
import { ConfirmDialog, Select, Skeleton, toast } from '@signalbox/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { formatBytes } from '../../../formats/format-bytes.ts';
import { useTRPC } from '../../../trpc.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingRow } from '../setting-row.tsx';
import { SettingsSection } from '../settings-section.tsx';
import { keptDays, toDaysWords, toExpiredWords } from './kept-words.ts';
import { useWorkspace } from './use-workspace.ts';

type DaysKey = 'keepRunsDays' | 'keepStepsDays' | 'keepActivityDays';

interface Kind {
  readonly kind: KeptKind;
  readonly key: DaysKey;
  readonly label: string;
  readonly hint: string;
  /** What the dialog says of what goes. */
  readonly loss: string;
}

const kinds: readonly Kind[] = [
  {
    kind: 'runs',
    key: 'keepRunsDays',
    label: 'Runs',
    hint: 'With their steps, conversations and tool calls.',
    loss: 'They go for good, with their steps; figures and cost stay.',
  },
  {
    kind: 'steps',
    key: 'keepStepsDays',
    label: 'Steps of runs',
    hint: 'What was asked, thought, called and answered; the runs stay in lists.',
    loss: 'Their steps go for good; the runs stay in lists, with their cost.',
  },
  {
    kind: 'activity',
    key: 'keepActivityDays',
    label: 'Activity',
    hint: 'What agents elsewhere reported of their work.',
    loss: 'They go for good.',
  },
];

const toValue = (days: number | null): string => String(days ?? '');

const toOptions = (days: number | null) => {
  const all: (number | null)[] = [...keptDays];
  if (!all.includes(days)) all.push(days);
  return all.map((one) => ({
    value: toValue(one),
    label: one === null ? 'Kept for ever' : `Kept ${toDaysWords(one)}`,
  }));
};

interface Asked extends Kind {
  readonly days: number | null;
}

/** Asks before a shorter time has anything deleted, and names what goes. */
const AskDialog = ({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) => {
  const trpc = useTRPC();
  const { workspace, update } = useWorkspace();
  const none = { keepRunsDays: null, keepStepsDays: null, keepActivityDays: null };
  const expired = useQuery(trpc.workspace.countExpired.queryOptions({ ...none, [asked.key]: asked.days }));
  const kept = expired.data?.items.find(({ kind }) => kind === asked.kind);
  const before = workspace.data?.settings[asked.key] ?? null;
  const amount = kept ? toExpiredWords(kept) : '…';
  const words = `Keep ${asked.label.toLowerCase()} ${toDaysWords(asked.days)}`;
  return (
    <ConfirmDialog
      isOpen
      title={`${words}?`}
      body={
        kept?.expired === 0
          ? 'Nothing is older than that now. What becomes older goes from then on.'
          : `${amount} ${kept?.expired === 1 ? 'is' : 'are'} older and begin${kept?.expired === 1 ? 's' : ''} to go within a minute. ${asked.loss}`
      }
      confirm={kept && kept.expired > 0 ? `Delete ${amount}` : words}
      isDanger={kept !== undefined && kept.expired > 0}
      isBusy={update.isPending || expired.isPending}
      fault={expired.error ? toFault(expired.error) : null}
      onClose={onClose}
      onConfirm={() =>
        update.mutate(
          { [asked.key]: asked.days },
          {
            onSuccess: () =>
              toast({
                title: `${asked.label}: kept ${toDaysWords(asked.days)}`,
                body: before === null ? undefined : `It was ${toDaysWords(before)}.`,
              }),
            onSettled: onClose,
          },
        )
      }
    />
  );
};

/** How long data is kept, and what there is of it. */
export const RetentionSection = ({ settings }: { readonly settings: WorkspaceSettings }) => {
  const trpc = useTRPC();
  const { update } = useWorkspace();
  const [asked, setAsked] = useState<Asked | null>(null);
  const refusal = useRefusal('workspace:update');
  const { keepRunsDays, keepStepsDays, keepActivityDays } = settings;
  const kept = useQuery(
    trpc.workspace.countExpired.queryOptions(
      { keepRunsDays, keepStepsDays, keepActivityDays },
      { placeholderData: keepPreviousData },
    ),
  );
  const choose = (kind: Kind, value: string): void => {
    const days = value === '' ? null : Number(value);
    const before = settings[kind.key];
    // a longer time deletes nothing: it needs no question
    if (days === null || (before !== null && days > before)) update.mutate({ [kind.key]: days });
    else setAsked({ ...kind, days });
  };
  return (
    <SettingsSection title="What is kept" lead="Figures and cost stay when runs go; lists say how many are gone.">
      {kinds.map((kind) => {
        const bytes = kept.data?.items.find((one) => one.kind === kind.kind)?.bytes;
        return (
          <SettingRow key={kind.kind} label={kind.label} hint={kind.hint}>
            <span className="flex flex-wrap items-center justify-end gap-3">
              <span className="text-meta text-text-muted tabular-nums" title="On the disk, of all workspaces">
                {bytes === undefined ? <Skeleton className="h-4 w-14" /> : formatBytes(bytes)}
              </span>
              <Select
                label={`Keep ${kind.label.toLowerCase()}`}
                isLabelHidden
                className="w-44"
                value={toValue(settings[kind.key])}
                options={toOptions(settings[kind.key])}
                disabled={refusal !== null || update.isPending}
                onChange={(value) => choose(kind, value)}
              />
            </span>
          </SettingRow>
        );
      })}
      {asked && <AskDialog asked={asked} onClose={() => setAsked(null)} />}
    </SettingsSection>
  );
};
