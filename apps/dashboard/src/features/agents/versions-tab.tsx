import { useState } from 'react';

import type { AgentDetailAnswer } from './agent-answer.ts';
import { CompareVersions } from './compare-versions.tsx';
import { isHosted } from './is-hosted.ts';
import type { AgentSearch } from './parse-agent-search.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { readAgentSearch } from './read-agent-search.ts';
import { VersionList } from './version-list.tsx';
import { VersionTraffic } from './version-traffic.tsx';
import { VersionView } from './version-view.tsx';

interface VersionsTabProps {
  readonly agent: AgentDetailAnswer;
  readonly search: AgentSearch;
  readonly onChoose: (search: AgentSearch) => void;
  /** Puts a version's definition into the form; only of agents that run here. */
  readonly onEdit?: (number: number) => void;
}

/** Every version of an agent: compared and read, and if it runs here, published and taken up again. */
export const VersionsTab = ({ agent, search, onChoose, onEdit }: VersionsTabProps) => {
  const { version: shown, compared } = readAgentSearch(search);
  const [publishing, setPublishing] = useState<number | null>(null);
  const show = (next: Omit<AgentSearch, 'tab'>): void => onChoose({ tab: 'versions', ...next });
  const actions = {
    onOpen: (version: number) => show({ version: `v${version}` }),
    hosted: onEdit ? { onPublish: setPublishing, onEdit } : null,
  };
  return (
    <div className="flex flex-col gap-4">
      {compared && (
        <CompareVersions key={search.compare} agent={agent.id} numbers={compared} onClose={() => show({})} />
      )}
      {shown !== null && (
        <VersionView
          key={shown}
          agent={agent.id}
          number={shown}
          published={agent.version}
          actions={actions}
          onClose={() => show({})}
        />
      )}
      <VersionTraffic agent={agent} />
      <VersionList
        agent={agent}
        compared={compared ?? []}
        actions={actions}
        onCompare={(numbers) => show({ compare: numbers.join('-') })}
      />
      {publishing !== null && isHosted(agent) && (
        <PublishDialog agent={agent} number={publishing} onClose={() => setPublishing(null)} />
      )}
    </div>
  );
};
