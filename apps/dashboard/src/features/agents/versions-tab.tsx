import { useState } from 'react';

import type { AgentDetailAnswer } from './agent-answer.ts';
import { CompareVersions } from './compare-versions.tsx';
import type { AgentSearch } from './parse-agent-search.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { readAgentSearch } from './read-agent-search.ts';
import { VersionList } from './version-list.tsx';
import { VersionView } from './version-view.tsx';

interface VersionsTabProps {
  readonly agent: AgentDetailAnswer;
  readonly search: AgentSearch;
  readonly onChoose: (search: AgentSearch) => void;
  /** Puts a version's definition into the form. */
  readonly onEdit: (number: number) => void;
}

/** Every state the agent was saved in: compared, read, published and taken up again. */
export const VersionsTab = ({ agent, search, onChoose, onEdit }: VersionsTabProps) => {
  const { version: shown, compared } = readAgentSearch(search);
  const [publishing, setPublishing] = useState<number | null>(null);
  const show = (next: Omit<AgentSearch, 'tab'>): void => onChoose({ tab: 'versions', ...next });
  const actions = { onOpen: (version: number) => show({ version: `v${version}` }), onPublish: setPublishing, onEdit };
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
      <VersionList
        agent={agent}
        compared={compared ?? []}
        actions={actions}
        onCompare={(numbers) => show({ compare: numbers.join('-') })}
      />
      {publishing !== null && <PublishDialog agent={agent} number={publishing} onClose={() => setPublishing(null)} />}
    </div>
  );
};
