import type { AgentVersionDetail } from '@signalbox/contracts';
import { linkClass, Panel, Skeleton, StatCard } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { formatCount, formatLargeCount } from '../../formats/format-count.ts';
import { formatSpend } from '../../formats/format-spend.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentFaults } from './agent-faults.tsx';
import { AgentRuns } from './agent-runs.tsx';
import { toAuthorName } from './to-author-name.ts';
import { toVersionFigures } from './to-version-figures.ts';
import { useVersionFigures } from './use-version-figures.ts';

interface AgentOverviewProps {
  readonly agent: AgentDetailAnswer;
}

const Figures = ({ agent }: AgentOverviewProps) => {
  const { id, slug, version, last24h } = agent;
  const published = useVersionFigures(id, version);
  const figures = published && toVersionFigures(published);
  const { runs, costNanoUsd, unpricedCalls, inputTokens, outputTokens } = last24h;
  const toDay = <Link to="/runs" search={{ agent: slug, range: '24h' }} />;
  const toVersions = <Link to="/agents/$agent" params={{ agent: slug }} search={{ tab: 'versions' }} />;
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <StatCard label="Runs, 24 h" value={formatCount(runs)} render={toDay} />
      <StatCard label="Cost, 24 h" value={formatSpend(costNanoUsd, unpricedCalls)} render={toDay} />
      <StatCard
        label="Tokens, 24 h"
        value={formatLargeCount(inputTokens + outputTokens)}
        hint={`${formatLargeCount(outputTokens)} written`}
        render={toDay}
      />
      <StatCard
        label={`Success of v${version}, 30 days`}
        value={figures?.success ?? '–'}
        hint={figures?.successSample}
        render={toVersions}
      />
      <StatCard
        label={`Average time of v${version}, 30 days`}
        value={figures?.averageDuration ?? '–'}
        render={toVersions}
      />
    </div>
  );
};

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="contents">
    <dt className="text-text-muted">{label}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

const Published = ({ version }: { readonly version: AgentVersionDetail }) => (
  <>
    {toAuthorName(version.author)} saved it <TimeAgo at={version.createdAt} />
    {version.note !== '' && <span className="text-text-muted block">{version.note}</span>}
  </>
);

const Tools = ({ tools }: Pick<AgentDetailAnswer, 'tools'>) => {
  if (tools === 'all') return 'All that are switched on';
  if (tools.length === 0) return 'None';
  return tools.map((name, at) => (
    <span key={name}>
      {at > 0 && ', '}
      <Link to="/tools/$name" params={{ name }} className={`${linkClass} underline`}>
        {name}
      </Link>
    </span>
  ));
};

const Setup = ({ agent }: AgentOverviewProps) => {
  const { id, slug, version, latestVersion, models, tools, spec } = agent;
  const trpc = useTRPC();
  const published = useQuery(trpc.agents.getVersion.queryOptions({ agent: id, version }));
  return (
    <Panel
      title="Published definition"
      actions={
        <Link
          to="/agents/$agent"
          params={{ agent: slug }}
          search={{ tab: 'versions', version: `v${version}` }}
          className={linkClass}
        >
          Show v{version}
        </Link>
      }
    >
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-2 px-4 pb-4">
        <Fact label="Version">
          v{version}
          {latestVersion > version && (
            <>
              {' '}
              ·{' '}
              <Link
                to="/agents/$agent"
                params={{ agent: slug }}
                search={{ tab: 'versions', compare: `${version}-${latestVersion}` }}
                className={`${linkClass} underline`}
              >
                v{latestVersion} is not published
              </Link>
            </>
          )}
        </Fact>
        <Fact label="Saved">
          {published.data ? <Published version={published.data} /> : <Skeleton className="h-4 w-40" />}
        </Fact>
        <Fact label="Models">
          {models.length === 0 ? (
            'The workspace’s default'
          ) : (
            <span className="text-code font-mono">{models.join(' → ')}</span>
          )}
        </Fact>
        <Fact label="Tools">
          <Tools tools={tools} />
        </Fact>
        <Fact label="Answers">{spec.output === null ? 'Text' : `JSON of the schema ${spec.output.name}`}</Fact>
      </dl>
    </Panel>
  );
};

/** How an agent stands: what is wrong with it, what it comes to, what it runs on, and what it did last. */
export const AgentOverview = ({ agent }: AgentOverviewProps) => (
  <div className="flex flex-col gap-4">
    {agent.faults.length > 0 && (
      <section aria-label="What is wrong" className="border-danger rounded-card bg-surface border p-3">
        <p className="pb-1 font-medium">
          {agent.status === 'error' ? 'Its runs fail as things stand.' : 'Its runs would fail as things stand.'}
        </p>
        <AgentFaults faults={agent.faults} />
      </section>
    )}
    <Figures agent={agent} />
    <Setup agent={agent} />
    <AgentRuns agent={agent} limit={10} />
  </div>
);
