import { Icon, ProgressLine } from '@signalbox/ui';
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';

import { CommandList } from './command-list.tsx';
import type { Command } from './command.ts';
import { PaletteLayer } from './palette-layer.tsx';
import { rankGroups } from './rank-groups.ts';
import { useActionCommands, usePageCommands, useResourceCommands, useRunCommands } from './use-commands.tsx';
import { useFoundRuns } from './use-found-runs.ts';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}

interface ResultsProps {
  readonly typed: string;
  readonly onRun: (command: Command) => void;
  readonly onShowKeys: () => void;
}

const Results = ({ typed, onRun, onShowKeys }: ResultsProps) => {
  const found = useFoundRuns(typed);
  const pages = usePageCommands();
  const actions = useActionCommands(onShowKeys);
  const { agents, tools } = useResourceCommands();
  const runs = useRunCommands(found);
  const groups = rankGroups(
    [
      { title: 'Pages', commands: pages },
      { title: 'Actions', commands: actions },
      { title: 'Agents', commands: agents },
      { title: 'Tools', commands: tools },
      { title: typed.trim() === '' ? 'Recent runs' : 'Runs', commands: runs, isFound: true },
    ],
    typed,
  );
  return (
    <>
      <ProgressLine isActive={found.isSearching} />
      {groups.length === 0 && (
        <p role="status" className="text-text-muted px-4 pt-8 pb-6 text-center">
          {found.isSearching
            ? 'Searching the runs'
            : `Nothing matches “${typed}”. Try a word of a request, or the id of a run.`}
        </p>
      )}
      <Cmdk.List className="max-h-[min(420px,60dvh)] overflow-y-auto overscroll-contain px-2 pb-2">
        {groups.map(({ title, commands }) => (
          <CommandList key={title} title={title} commands={commands} onRun={onRun} />
        ))}
      </Cmdk.List>
    </>
  );
};

/** Finds pages, actions, agents, tools and runs by words or id, and goes there. */
export const CommandPalette = ({ onClose, onShowKeys }: CommandPaletteProps) => {
  const [typed, setTyped] = useState('');
  const run = (command: Command): void => {
    onClose();
    command.run();
  };
  return (
    <PaletteLayer onClose={onClose}>
      <Cmdk label="Search and do" loop shouldFilter={false} className="flex min-h-0 flex-col">
        <div className="border-border flex items-center gap-2 border-b px-4">
          <Icon of={Search} className="text-text-muted" />
          <Cmdk.Input
            value={typed}
            onValueChange={setTyped}
            placeholder="Search everything"
            className="text-prose pointer-coarse:text-title h-12 min-w-0 flex-1 bg-transparent outline-none"
          />
        </div>
        <Results typed={typed} onRun={run} onShowKeys={onShowKeys} />
      </Cmdk>
    </PaletteLayer>
  );
};
