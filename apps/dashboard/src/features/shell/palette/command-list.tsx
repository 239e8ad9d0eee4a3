import { Command as Cmdk } from 'cmdk';

import type { Command } from './command.ts';

interface CommandListProps {
  readonly title: string;
  readonly commands: readonly Command[];
  readonly onRun: (command: Command) => void;
}

const rowLook =
  'data-[selected=true]:bg-selected rounded-control flex min-h-9 cursor-pointer items-center gap-2 px-2 pointer-coarse:min-h-11';
const groupLook =
  '[&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-text-muted [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium';

/** Commands of one kind under their title. */
export const CommandList = ({ title, commands, onRun }: CommandListProps) => (
  <Cmdk.Group heading={title} className={groupLook}>
    {commands.map((command) => (
      <Cmdk.Item key={command.id} value={command.id} onSelect={() => onRun(command)} className={rowLook}>
        <span className="text-text-muted inline-flex shrink-0">{command.icon}</span>
        <span className="min-w-0 flex-1 truncate">{command.label}</span>
        {command.hint !== undefined && (
          <span className="text-meta text-text-muted max-w-[45%] shrink-0 truncate">{command.hint}</span>
        )}
      </Cmdk.Item>
    ))}
  </Cmdk.Group>
);
