import { Badge, Cell, Checkbox, HeadCell, Row, Table, TableBody, TableHead } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatNoun } from '../../formats/format-count.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import type { AgentDetailAnswer, VersionAnswer } from './agent-answer.ts';
import { toVersionFigures } from './to-version-figures.ts';
import { toVersionSource } from './to-version-source.ts';
import { VersionMenu, type VersionActions } from './version-menu.tsx';

interface VersionsTableProps {
  readonly versions: readonly VersionAnswer[];
  /** Whose versions they are; its `version` is the one that new runs use. */
  readonly agent: Pick<AgentDetailAnswer, 'slug' | 'version'>;
  /** Numbers of those that are to be compared, at most two. */
  readonly chosen: readonly number[];
  readonly actions: VersionActions;
  readonly onChoose: (number: number, isChosen: boolean) => void;
}

interface VersionRowProps extends Omit<VersionsTableProps, 'versions'> {
  readonly version: VersionAnswer;
  /** Of the version with the most runs. */
  readonly mostRuns: number;
}

const wide = 'hidden md:table-cell';
const wider = 'hidden xl:table-cell';

/** What somebody wrote of a version, or where it runs. */
const toAbout = ({ note, cluster, deployment }: VersionAnswer): string =>
  [note, cluster, deployment].filter((part) => part !== '').join(' · ');

interface TitleProps extends Pick<VersionRowProps, 'version'> {
  readonly published: number;
  readonly isHosted: boolean;
}

const Title = ({ version, published, isHosted }: TitleProps) => {
  const { number, label, createdAt } = version;
  const { success, averageDuration, cost } = toVersionFigures(version);
  const about = toAbout(version);
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <span className="max-w-40 shrink-0 truncate font-medium tabular-nums">{label}</span>
        {isHosted && number === published && <Badge>published</Badge>}
        {version.isObserved && <Badge isDashed>observed</Badge>}
        <span className="min-w-0 truncate" title={about}>
          {about === '' ? <span className="text-text-muted">{isHosted ? 'no note' : ''}</span> : about}
        </span>
      </span>
      <span className="text-meta text-text-muted block truncate">
        {toVersionSource(version)} · <TimeAgo at={createdAt} />
        <span className="block md:hidden">
          {version.last30d.runs === 0
            ? 'no runs in 30 days'
            : `${formatNoun(version.last30d.runs, 'run')}, ${success}, ${averageDuration}, ${cost}`}
        </span>
      </span>
    </>
  );
};

interface TrafficProps extends Pick<VersionRowProps, 'version' | 'agent' | 'mostRuns'> {
  readonly words: string;
}

/** How many runs it had, and how many that are beside the other versions'. */
const Traffic = ({ version: { number, last30d }, agent, mostRuns, words }: TrafficProps) => (
  <span className="flex items-center justify-end gap-2">
    <span aria-hidden className="bg-neutral-tint rounded-badge h-2 w-24 overflow-hidden">
      <span
        className="bg-accent block h-full"
        style={{ width: `${mostRuns === 0 ? 0 : (last30d.runs / mostRuns) * 100}%` }}
      />
    </span>
    <Link
      to="/runs"
      search={{ agent: agent.slug, version: String(number), range: '30d' }}
      className="min-w-10 hover:underline"
    >
      {words}
    </Link>
  </span>
);

const VersionRow = ({ version, agent, mostRuns, chosen, actions, onChoose }: VersionRowProps) => {
  const { number, models } = version;
  const { runs, success, successSample, averageDuration, cost } = toVersionFigures(version);
  const isChosen = chosen.includes(number);
  return (
    <Row data-version={number} isSelected={isChosen} onOpen={() => actions.onOpen(number)}>
      <Cell className="w-11 pr-0">
        <Checkbox
          label={`Compare ${version.label}`}
          isLabelHidden
          checked={isChosen}
          onChange={(next) => onChoose(number, next)}
        />
      </Cell>
      <Cell className="w-full max-w-0 py-1.5">
        <Title version={version} published={agent.version} isHosted={actions.hosted !== null} />
      </Cell>
      <Cell className={wider}>
        <span title={models.join(', ')} className="text-code block max-w-52 truncate font-mono">
          {models[0] ?? <span className="text-text-muted font-sans">{actions.hosted ? 'default model' : '–'}</span>}
          {models.length > 1 && <span className="text-text-muted"> +{models.length - 1}</span>}
        </span>
      </Cell>
      <Cell isNumeric className={wide}>
        <Traffic version={version} agent={agent} mostRuns={mostRuns} words={runs} />
      </Cell>
      <Cell isNumeric className={wide}>
        <span title={successSample === '' ? undefined : `${successSample} completed`}>{success}</span>
      </Cell>
      <Cell isNumeric className={wide}>
        {averageDuration}
      </Cell>
      <Cell isNumeric className={wide}>
        {cost}
      </Cell>
      <Cell isNumeric className={`text-text-muted ${wider}`}>
        {version.last30d.lastRunAt === null ? '–' : <TimeAgo at={version.last30d.lastRunAt} />}
      </Cell>
      <Cell className="pr-2 pl-0 text-right">
        <VersionMenu version={version} published={agent.version} actions={actions} />
      </Cell>
    </Row>
  );
};

/** The versions of an agent, newest first, with what their runs of the last 30 days come to. */
export const VersionsTable = ({ versions, ...rest }: VersionsTableProps) => (
  <Table label="Versions">
    <TableHead className="static!">
      <HeadCell className="w-11 pr-0">
        <span className="sr-only">Compare</span>
      </HeadCell>
      <HeadCell>Version</HeadCell>
      <HeadCell className={wider}>Models</HeadCell>
      <HeadCell isNumeric className={wide}>
        Runs, 30 d
      </HeadCell>
      <HeadCell isNumeric className={wide}>
        Success
      </HeadCell>
      <HeadCell isNumeric className={wide}>
        Average time
      </HeadCell>
      <HeadCell isNumeric className={wide}>
        Cost, 30 d
      </HeadCell>
      <HeadCell isNumeric className={wider}>
        Last seen
      </HeadCell>
      <HeadCell className="w-11">
        <span className="sr-only">Actions</span>
      </HeadCell>
    </TableHead>
    <TableBody>
      {versions.map((version) => (
        <VersionRow
          key={version.number}
          version={version}
          mostRuns={Math.max(...versions.map(({ last30d }) => last30d.runs))}
          {...rest}
        />
      ))}
    </TableBody>
  </Table>
);
