import { Composer } from '../../../chat/composer.tsx';
import { SetupNotice } from '../../../chat/setup-notice.tsx';
import { StopButton } from '../../../chat/stop-button.tsx';
import type { AgentSetup } from '../../../chat/to-agent-setup.ts';
import type { ColumnState } from './to-column-state.ts';

interface ColumnsComposerProps {
  readonly states: readonly ColumnState[];
  readonly onSend: (states: readonly ColumnState[], message: string) => Promise<void>;
}

/** What several are answered with, for one notice. */
const joinSetups = (setups: readonly AgentSetup[]): Pick<AgentSetup, 'isScripted' | 'canWrite' | 'tools'> => ({
  isScripted: setups.some(({ isScripted }) => isScripted),
  canWrite: setups.some(({ canWrite }) => canWrite),
  tools: [...new Map(setups.flatMap(({ tools }) => tools.map((tool) => [tool.name, tool]))).values()],
});

const toWait = (states: readonly ColumnState[], asked: readonly ColumnState[]): string | null => {
  if (asked.length === 0) return states.length === 0 ? 'There is no column to ask' : 'No column can be asked';
  const busy = asked.find(({ wait }) => wait !== null);
  return busy ? `${busy.title} takes one message at a time: can be sent when its answer is there` : null;
};

/** Where the message to all columns is written and sent, and all of them are stopped. */
export const ColumnsComposer = ({ states, onSend }: ColumnsComposerProps) => {
  const asked = states.filter(({ error, closed }) => error === null && closed === null);
  const setups = asked.flatMap(({ setup }) => setup ?? []);
  const open = states.flatMap((state) => state.open);
  return (
    <div className="border-border shrink-0 border-t px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-5">
      <div className="mx-auto w-full max-w-[960px]">
        <SetupNotice setup={joinSetups(setups)} writers={setups.filter(({ canWrite }) => canWrite).length} />
        <Composer
          label={asked.length > 1 ? `Ask all ${asked.length}` : 'Ask'}
          place="side-by-side"
          onSend={(message) => onSend(asked, message)}
          wait={toWait(states, asked)}
          isQueueing={open.length > 0}
          stop={open.length > 0 && <StopButton key={open.map(({ runId }) => runId).join(' ')} runs={open} isAll />}
        />
      </div>
    </div>
  );
};
