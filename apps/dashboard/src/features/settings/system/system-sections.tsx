import type { System } from '@signalbox/contracts';
import { CopyButton, linkClass, StatusWord } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import { formatBytes } from '../../../formats/format-bytes.ts';
import { formatCount, formatNoun } from '../../../formats/format-count.ts';
import { formatDuration, formatTick } from '../../../formats/format-duration.ts';
import { formatExactTime } from '../../../formats/format-exact-time.ts';
import { formatPercent } from '../../../formats/format-percent.ts';
import { TimeAgo } from '../../../run-row/time-ago.tsx';
import { SettingRow } from '../setting-row.tsx';
import { SettingsSection } from '../settings-section.tsx';
import { toEngineWords } from '../to-engine-words.ts';
import { toWarnings } from './to-warnings.ts';

const backupCommand = 'npm run -s signalbox -- backup';

interface SectionProps {
  readonly system: System;
  readonly nowMs: number;
}

interface FigureProps {
  readonly label: string;
  readonly hint?: string;
  readonly warning?: string | undefined;
  readonly children: ReactNode;
}

/** One figure, and beside it what is wrong with it. */
const Figure = ({ label, hint, warning, children }: FigureProps) => (
  <SettingRow label={label} {...(hint !== undefined && { hint })}>
    <span className="flex flex-wrap items-center justify-end gap-x-2 tabular-nums">
      {warning !== undefined && <StatusWord icon={TriangleAlert} tone="warning" word={warning} isTinted />}
      {children}
    </span>
  </SettingRow>
);

const roles = {
  all: 'web and worker',
  web: 'web: answers requests, executes no runs',
  worker: 'worker: executes runs',
} as const;

/** The process that answers. */
export const ProcessSection = ({ system, nowMs }: SectionProps) => {
  const { version, process } = system;
  return (
    <SettingsSection title="Server" lead="The process that answered. Others may run beside it.">
      <Figure label="Version">
        {version}, Node {process.nodeVersion}
      </Figure>
      <Figure label="Up for">
        <span title={formatExactTime(process.startedAt)}>
          {formatTick(Math.max(0, nowMs - Date.parse(process.startedAt)))}
        </span>
      </Figure>
      <Figure label="Role">{roles[process.role]}</Figure>
      <Figure label="Executes now">{process.activeRuns === null ? '–' : formatNoun(process.activeRuns, 'run')}</Figure>
      <Figure label="Live streams open">{formatCount(process.openStreams)}</Figure>
      <Figure
        label="Event loop"
        hint="How late it was at the most in the last 10 to 20 seconds."
        warning={toWarnings(system, nowMs).loop}
      >
        {formatDuration(process.loopDelayMs)} late
      </Figure>
      <Figure label="Memory">{formatBytes(process.memoryBytes)}</Figure>
      <Figure label="Tools" warning={toWarnings(system, nowMs).tools}>
        <Link to="/tools" className={linkClass}>
          {formatCount(system.tools.usable)} usable
        </Link>
      </Figure>
    </SettingsSection>
  );
};

/** Runs that have not ended. */
export const QueueSection = ({ system, nowMs }: SectionProps) => {
  const { queued, running, waiting, oldestQueuedAt, busyWorkers } = system.queue;
  return (
    <SettingsSection title="Queue" lead="Runs of this workspace that have not ended.">
      <Figure label="Queued" hint="Accepted, no worker has them yet." warning={toWarnings(system, nowMs).queue}>
        {formatCount(queued)}
        {oldestQueuedAt !== null && `, the oldest for ${formatTick(Math.max(0, nowMs - Date.parse(oldestQueuedAt)))}`}
      </Figure>
      <Figure label="Running">{formatCount(running)}</Figure>
      <Figure label="Waiting for a person">
        <Link to="/inbox" className={linkClass}>
          {formatCount(waiting)}
        </Link>
      </Figure>
      <Figure label="Workers that hold runs">{formatCount(busyWorkers)}</Figure>
    </SettingsSection>
  );
};

const mostCounted = 10_000;

/** How far the sums are that figures are read from. */
export const MetricsSection = ({ system, nowMs }: SectionProps) => {
  const { foldedAt, waiting, waitingSince } = system.metrics;
  return (
    <SettingsSection
      title="Figures"
      lead="Kept as sums of ended runs. What the sums lack is read one by one: figures are right all the same, and slower."
    >
      <Figure
        label="Runs to be added"
        hint="Runs of this workspace that have ended and are in no sum yet."
        warning={toWarnings(system, nowMs).metrics}
      >
        {waiting === 0 && 'none: up to date'}
        {waiting > 0 && `${formatCount(waiting)}${waiting === mostCounted ? '+' : ''}`}
        {waitingSince !== null && `, the first for ${formatTick(Math.max(0, nowMs - Date.parse(waitingSince)))}`}
      </Figure>
      <Figure label="Last added">{foldedAt === null ? 'never' : <TimeAgo at={foldedAt} />}</Figure>
    </SettingsSection>
  );
};

/** The database, the disk, and how to keep a copy. */
export const StorageSection = ({ system, nowMs }: SectionProps) => {
  const { database, disk } = system;
  const isEmbedded = database.engine === 'pglite';
  return (
    <SettingsSection title="Storage">
      <Figure
        label="Database"
        hint={isEmbedded ? 'Embedded: part of the server, in its data folder.' : 'A server of its own.'}
      >
        {toEngineWords(database)}
      </Figure>
      <Figure label="Size">{formatBytes(database.sizeBytes)}</Figure>
      <Figure label="Answers in">{formatDuration(database.latencyMs)}</Figure>
      <Figure label="Migrations" hint={`Newest: ${database.newestMigration}`}>
        {formatCount(database.migrations)} done
      </Figure>
      <Figure label="Data folder" hint={disk.folder} warning={toWarnings(system, nowMs).disk}>
        {formatBytes(disk.freeBytes)} free ({formatPercent(disk.freeBytes / disk.totalBytes)})
      </Figure>
      <SettingRow
        label="Backup"
        hint="Writes one file while the server works, on its machine. docs/guides/deploy.md says what it holds and how to restore it."
      >
        <span className="flex items-center gap-1">
          <code className="text-code font-mono break-all">{backupCommand}</code>
          <CopyButton text={backupCommand} label="Copy backup command" />
        </span>
      </SettingRow>
    </SettingsSection>
  );
};

const places = {
  memory: { label: 'Memory store', hint: 'Over MCP: activity can be searched there by what it means.' },
  cache: { label: 'Redis', hint: 'Keeps the activity of the last 24 hours.' },
} as const;

const breakerWords = { closed: 'connected', 'half-open': 'being tried', open: 'away' } as const;

/** Where activity is brought to when it is in the database. */
export const PlacesSection = ({ system, nowMs }: SectionProps) =>
  system.places.length > 0 && (
    <SettingsSection
      title="Activity goes to"
      lead="Beside the database. What a place can’t take now is brought there when it answers again."
    >
      {system.places.map(({ place, state, since, lastError, waiting }) => (
        <Figure
          key={place}
          label={places[place].label}
          hint={state === 'closed' || lastError === null ? places[place].hint : lastError}
          warning={state === 'closed' ? undefined : breakerWords[state]}
        >
          {state === 'closed' && breakerWords.closed} for {formatTick(Math.max(0, nowMs - Date.parse(since)))}
          {waiting > 0 && `, ${formatNoun(waiting, 'item')} waiting`}
        </Figure>
      ))}
    </SettingsSection>
  );

const probes = [
  { href: '/readyz', hint: '200 when the database answers, else 503: for a load balancer.' },
  { href: '/healthz', hint: '200 while the process lives: for a supervisor.' },
  { href: '/metrics', hint: 'For Prometheus; needs a key with the scope read.' },
] as const;

/** Where other programs look. */
export const ProbesSection = () => (
  <SettingsSection title="Probes" lead="For programs that watch this server.">
    {probes.map(({ href, hint }) => (
      <SettingRow key={href} label={href} hint={hint}>
        <a href={href} target="_blank" rel="noreferrer" className={linkClass}>
          Open {href}
        </a>
      </SettingRow>
    ))}
  </SettingsSection>
);
