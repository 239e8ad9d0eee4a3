import type { Metrics } from '@signalbox/contracts';
import { Badge, Cell, Row, Sparkline } from '@signalbox/ui';
import { Link, useNavigate } from '@tanstack/react-router';

import { toSuccess } from '../../figures/to-success.ts';
import { formatCount, formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatPercent } from '../../formats/format-percent.ts';
import { formatSpend } from '../../formats/format-spend.ts';
import { formatTableCost } from '../../formats/format-table-cost.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import type { AgentAnswer } from './agent-answer.ts';
import { AgentFaults } from './agent-faults.tsx';
import { AgentMenu } from './agent-menu.tsx';
import { AgentStatusWord } from './agent-status-word.tsx';

interface AgentRowProps {
  readonly agent: AgentAnswer;
}

const wide = 'hidden md:table-cell';
const wider = 'hidden lg:table-cell';

const Name = ({ agent: { name, slug, kind, status, faults } }: AgentRowProps) => (
  <>
    <span className="flex min-w-0 items-center gap-2">
      <Link to="/agents/$agent" params={{ agent: slug }} tabIndex={-1} className="truncate font-medium hover:underline">
        {name}
      </Link>
      <span className="text-code text-text-muted hidden shrink-[2] truncate font-mono sm:inline">{slug}</span>
      {kind === 'external' && <Badge>external</Badge>}
    </span>
    {status === 'error' && <AgentFaults faults={faults} className="text-meta pt-0.5" />}
  </>
);

const Version = ({ agent: { version, versionLabel, latestVersion } }: AgentRowProps) => (
  <span title={versionLabel} className="block max-w-52 truncate tabular-nums">
    {versionLabel === '' ? '–' : versionLabel}
    {latestVersion > version && <span className="text-text-muted"> · v{latestVersion} not published</span>}
  </span>
);

const Models = ({ agent: { kind, models } }: AgentRowProps) => {
  const [first, ...others] = models;
  if (first === undefined) return <span className="text-text-muted">{kind === 'hosted' ? 'default model' : '–'}</span>;
  return (
    <span title={models.join(', ')} className="text-code block max-w-52 truncate font-mono">
      {first}
      {others.length > 0 && <span className="text-text-muted"> +{others.length}</span>}
    </span>
  );
};

/** The second line of a row where there is no room for columns. */
const Facts = ({ agent }: AgentRowProps) => {
  const { last24h, lastActiveAt } = agent;
  return (
    <span className="text-meta text-text-muted flex flex-wrap items-center gap-x-2 gap-y-0.5 pt-1 md:hidden">
      <AgentStatusWord agent={agent} />
      <Version agent={agent} />
      <span className="tabular-nums">{formatNoun(last24h.runs, 'run')} in 24 h</span>
      {lastActiveAt !== null && <TimeAgo at={lastActiveAt} />}
    </span>
  );
};

interface AgentRowFigures extends AgentRowProps {
  /** Of the last 24 hours; undefined without runs in them. */
  readonly figures: Metrics | undefined;
  /** Runs of each hour of them. */
  readonly course: readonly number[] | undefined;
}

const Runs = ({ agent, course }: Omit<AgentRowFigures, 'figures'>) => {
  const { runs } = agent.last24h;
  const words = formatCount(runs);
  return (
    <span className="flex items-center justify-end gap-2">
      {course && (
        <span className="w-16 shrink-0">
          <Sparkline values={course} label="Runs of each hour" />
        </span>
      )}
      {runs === 0 ? (
        words
      ) : (
        <Link to="/runs" search={{ agent: agent.slug, range: '24h' }} className="min-w-6 hover:underline">
          {words}
        </Link>
      )}
    </span>
  );
};

/** Success and response time of its runs. */
const Quality = ({ figures }: Pick<AgentRowFigures, 'figures'>) => {
  const success = figures ? toSuccess(figures) : null;
  const p95Ms = figures?.p95DurationMs ?? null;
  return (
    <>
      <Cell isNumeric className={wider}>
        {success === null ? '–' : formatPercent(success)}
      </Cell>
      <Cell isNumeric className={wider}>
        {p95Ms === null ? '–' : formatDuration(p95Ms)}
      </Cell>
    </>
  );
};

/** An agent in the list: its name leads to its page. */
export const AgentRow = ({ agent, figures, course }: AgentRowFigures) => {
  const navigate = useNavigate();
  const { costNanoUsd, unpricedCalls } = agent.last24h;
  return (
    <Row data-agent={agent.slug} onOpen={() => void navigate({ to: '/agents/$agent', params: { agent: agent.slug } })}>
      <Cell className="w-full max-w-0 py-2">
        <Name agent={agent} />
        <Facts agent={agent} />
      </Cell>
      <Cell className={wide}>
        <AgentStatusWord agent={agent} />
      </Cell>
      <Cell className={wide}>
        <Version agent={agent} />
      </Cell>
      <Cell className={wider}>
        <Models agent={agent} />
      </Cell>
      <Cell isNumeric className={wide}>
        <Runs agent={agent} course={course} />
      </Cell>
      <Quality figures={figures} />
      <Cell isNumeric className={wide}>
        <span title={formatSpend(costNanoUsd, unpricedCalls)}>
          {costNanoUsd === 0 && unpricedCalls > 0 ? 'no price' : formatTableCost(costNanoUsd)}
          {costNanoUsd > 0 && unpricedCalls > 0 && ' +'}
        </span>
      </Cell>
      <Cell isNumeric className={`text-text-muted ${wide}`}>
        {agent.lastActiveAt === null ? 'never' : <TimeAgo at={agent.lastActiveAt} />}
      </Cell>
      <Cell className="pr-2 pl-0 text-right">
        <AgentMenu agent={agent} />
      </Cell>
    </Row>
  );
};
