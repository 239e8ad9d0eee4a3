import { Button, Icon, SegmentedControl } from '@signalbox/ui';
import { PanelLeft, Plus } from 'lucide-react';
import { useState } from 'react';

import { useProgress } from '../../../chat/use-progress.ts';
import { useTitle } from '../../../use-title.ts';
import { NewConversationLink } from '../new-conversation-link.tsx';
import { ColumnView } from './column-view.tsx';
import { ColumnsComposer } from './columns-composer.tsx';
import { type Column, maxColumns } from './parse-columns.ts';
import { SaveColumnDialog } from './save-column-dialog.tsx';
import type { ColumnState } from './to-column-state.ts';
import { useColumnStates } from './use-column-states.ts';
import { useColumnVariables } from './use-column-variables.ts';
import { useColumns } from './use-columns.ts';
import { useSendToColumns } from './use-send-to-columns.ts';

interface SideBySideProps {
  /** The columns as the address names them. */
  readonly text: string;
  readonly onShowList: () => void;
}

const firstColumn: Column = { agent: 'assistant', version: null, model: null, conversationId: null };

interface TopProps extends Pick<SideBySideProps, 'onShowList'> {
  readonly count: number;
  readonly onAdd: () => void;
}

const Top = ({ count, onAdd, onShowList }: TopProps) => (
  <header className="border-border bg-surface flex min-h-12 shrink-0 items-center gap-2 border-b px-2 sm:px-4">
    <Button kind="quiet" isSquare aria-label="Conversations" onClick={onShowList}>
      <Icon of={PanelLeft} />
    </Button>
    <h1 className="text-prose min-w-0 flex-1 truncate font-semibold">Side by side</h1>
    <Button onClick={onAdd} refusal={count < maxColumns ? null : `There are ${maxColumns} columns at most.`}>
      <Icon of={Plus} />
      Add column
    </Button>
    <NewConversationLink isSquare />
  </header>
);

const IgnoredParts = ({ parts }: { readonly parts: readonly string[] }) =>
  parts.length > 0 && (
    <p role="status" className="text-meta text-text-muted border-border border-b px-4 py-2 break-all">
      Left out of the address, as no column can be made of it: {parts.join(', ')}
    </p>
  );

interface ColumnTabsProps {
  readonly states: readonly ColumnState[];
  readonly shownKey: number | null;
  readonly onChoose: (key: number) => void;
}

/** On a phone one column is seen at a time. */
const ColumnTabs = ({ states, shownKey, onChoose }: ColumnTabsProps) =>
  states.length > 1 && (
    <div className="border-border bg-surface flex shrink-0 border-b p-2 md:hidden">
      <SegmentedControl
        label="Column"
        className="w-full [&_label]:flex-1"
        value={String(shownKey)}
        options={states.map(({ key, title }, index) => ({ value: String(key), label: `${index + 1} ${title}` }))}
        onChange={(key) => onChoose(Number(key))}
      />
    </div>
  );

/** Up to four agents, versions or models that answer the same message, each in its own conversation. */
export const SideBySide = ({ text, onShowList }: SideBySideProps) => {
  const { keyed, ignored, ...columns } = useColumns(text);
  const { progressOf, onProgress } = useProgress();
  const states = useColumnStates(keyed, progressOf);
  const variables = useColumnVariables(states);
  const { send, failureOf } = useSendToColumns({ readTexts: variables.readTexts, begin: columns.begin });
  const [chosen, setChosen] = useState<number | null>(null);
  const [saving, setSaving] = useState<number | null>(null);
  const shownKey = states.some(({ key }) => key === chosen) ? chosen : (states[0]?.key ?? null);
  const saved = states.find(({ key }) => key === saving);
  useTitle('Side by side', 'Playground');
  return (
    <>
      <Top
        count={states.length}
        onAdd={() => void columns.add({ ...(states.at(-1)?.column ?? firstColumn), conversationId: null })}
        onShowList={onShowList}
      />
      <IgnoredParts parts={ignored} />
      <ColumnTabs states={states} shownKey={shownKey} onChoose={setChosen} />
      <div className="flex min-h-0 flex-1 overflow-x-auto">
        {states.map((state, index) => {
          const { key } = state;
          return (
            <ColumnView
              key={key}
              state={state}
              place={index + 1}
              texts={variables.textsOf(state)}
              failure={failureOf(key)}
              isChosen={key === shownKey}
              onChange={(fields) => void columns.change(key, fields)}
              onRemove={states.length > 1 ? () => void columns.remove(key) : null}
              onSave={() => setSaving(key)}
              onWrite={(name, written) => variables.write(key, name, written)}
              onProgress={onProgress}
              onSendAgain={(message) => void send([state], message).catch(() => undefined)}
            />
          );
        })}
      </div>
      <ColumnsComposer states={states} onSend={send} />
      {saved && (
        <SaveColumnDialog
          state={saved}
          onSaved={(fields) => void columns.change(saved.key, fields)}
          onClose={() => setSaving(null)}
        />
      )}
    </>
  );
};
