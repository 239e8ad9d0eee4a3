import type { AgentVersionDetail } from '@signalbox/contracts';
import { linkClass, Panel, Skeleton } from '@signalbox/ui';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { toVersionSource } from './to-version-source.ts';
import { VersionFact, VersionFacts } from './version-facts.tsx';

const toList = (names: readonly string[] | 'all'): string => {
  if (names === 'all') return 'all';
  return names.length === 0 ? '–' : names.join(', ');
};

const Facts = ({ version }: { readonly version: AgentVersionDetail }) => (
  <VersionFacts>
    <VersionFact label="Version">{version.label}</VersionFact>
    <VersionFact label="Known by">
      {toVersionSource(version)}, <TimeAgo at={version.createdAt} />
    </VersionFact>
    <VersionFact label="Models">{toList(version.models)}</VersionFact>
    <VersionFact label="Tools">{toList(version.tools)}</VersionFact>
    <VersionFact label="Cluster">{version.cluster || '–'}</VersionFact>
    <VersionFact label="Deployment">{version.deployment || '–'}</VersionFact>
  </VersionFacts>
);

/** The newest version of an agent that runs elsewhere, as it was reported or seen. */
export const ReportedVersion = ({ agent: { id, slug, version } }: { readonly agent: AgentDetailAnswer }) => {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.agents.getVersion.queryOptions(version === 0 ? skipToken : { agent: id, version }));
  return (
    <Panel
      title="Newest version"
      actions={
        <Link to="/agents/$agent" params={{ agent: slug }} search={{ tab: 'versions' }} className={linkClass}>
          All versions
        </Link>
      }
    >
      {version === 0 && <p className="text-text-muted px-4 pb-4">No version was reported yet.</p>}
      {version > 0 && !data && <Skeleton className="mx-4 mb-4 h-32" />}
      {data && <Facts version={data} />}
    </Panel>
  );
};
