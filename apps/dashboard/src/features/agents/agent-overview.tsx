import { StatCard } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatCount, formatLargeCount } from '../../formats/format-count.ts';
import { formatSpend } from '../../formats/format-spend.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentFaults } from './agent-faults.tsx';
import { AgentRuns } from './agent-runs.tsx';
import { isHosted } from './is-hosted.ts';
import { PublishedVersion } from './published-version.tsx';
import { ReportedVersion } from './reported-version.tsx';
import { toVersionFigures } from './to-version-figures.ts';
import { useVersionFigures } from './use-version-figures.ts';

interface AgentOverviewProps {
  readonly agent: AgentDetailAnswer;
}

const Figures = ({ agent }: AgentOverviewProps) => {
  const { id, slug, version, versionLabel, last24h } = agent;
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
        label={`Success of ${versionLabel || 'versions'}, 30 days`}
        value={figures?.success ?? '–'}
        hint={figures?.successSample}
        render={toVersions}
      />
      <StatCard
        label={`Average time of ${versionLabel || 'versions'}, 30 days`}
        value={figures?.averageDuration ?? '–'}
        render={toVersions}
      />
    </div>
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
    {isHosted(agent) ? <PublishedVersion agent={agent} /> : <ReportedVersion agent={agent} />}
    <AgentRuns agent={agent} />
  </div>
);
