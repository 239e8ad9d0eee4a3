import type { AgentVersionDetail } from '@signalbox/contracts';
import { linkClass, Panel, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import type { HostedAgent } from './agent-answer.ts';
import { toAuthorName } from './to-author-name.ts';
import { VersionFact, VersionFacts, VersionTools } from './version-facts.tsx';

const Saved = ({ version }: { readonly version: AgentVersionDetail }) => (
  <>
    {toAuthorName(version.author)} saved it <TimeAgo at={version.createdAt} />
    {version.note !== '' && <span className="text-text-muted block">{version.note}</span>}
  </>
);

/** The version that new runs use: who saved it, and what it runs on. */
export const PublishedVersion = ({ agent }: { readonly agent: HostedAgent }) => {
  const { id, slug, version, versionLabel, latestVersion, models, tools, spec } = agent;
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
          Show {versionLabel}
        </Link>
      }
    >
      <VersionFacts>
        <VersionFact label="Version">
          {versionLabel}
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
        </VersionFact>
        <VersionFact label="Saved">
          {published.data ? <Saved version={published.data} /> : <Skeleton className="h-4 w-40" />}
        </VersionFact>
        <VersionFact label="Models">
          {models.length === 0 ? (
            'The workspace’s default'
          ) : (
            <span className="text-code font-mono">{models.join(' → ')}</span>
          )}
        </VersionFact>
        <VersionFact label="Tools">
          <VersionTools tools={tools} />
        </VersionFact>
        <VersionFact label="Answers">
          {spec.output === null ? 'Text' : `JSON of the schema ${spec.output.name}`}
        </VersionFact>
      </VersionFacts>
    </Panel>
  );
};
