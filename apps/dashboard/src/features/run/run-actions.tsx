import type { RunDetail, RunEvent } from '@signalbox/contracts';
import { Button, Icon, Menu, toast, type MenuEntry } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Ellipsis, FileBraces, FileText, Link2, MessageSquare, RotateCcw, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { saveFile } from '../../save-file.ts';
import { useTRPCClient } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { RunDialog } from './run-dialog.tsx';
import type { RunAction } from './to-action-words.ts';
import { toRunMarkdown } from './to-run-markdown.ts';

interface RunActionsProps {
  readonly run: RunDetail;
  readonly events: readonly RunEvent[];
  readonly isOver: boolean;
}

const copyLink = async (): Promise<void> => {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast({ title: 'Link copied' });
  } catch {
    toast({ title: 'Copying was refused', tone: 'danger' });
  }
};

const listPlaces = ({ id, conversationId }: RunDetail): readonly MenuEntry[] =>
  conversationId === null
    ? []
    : [
        {
          label: 'Open in Playground',
          icon: MessageSquare,
          render: <Link to="/playground/{-$conversationId}" params={{ conversationId }} search={{ run: id }} />,
        },
      ];

const listEntries = (
  { run, events, isOver }: RunActionsProps,
  { onDelete, onExport }: { readonly onDelete: () => void; readonly onExport: () => void },
  refusal: string | null,
): readonly MenuEntry[] => {
  const name = `run-${run.id.slice(-8)}`;
  const isOurs = run.source !== 'report';
  return [
    ...listPlaces(run),
    { label: 'Copy link', icon: Link2, onSelect: () => void copyLink() },
    'separator',
    {
      label: 'Export JSON',
      icon: FileBraces,
      onSelect: onExport,
    },
    {
      label: 'Export Markdown',
      icon: FileText,
      onSelect: () => saveFile(`${name}.md`, toRunMarkdown(run, events), 'text/markdown'),
    },
    'separator',
    {
      label: 'Delete run',
      icon: Trash2,
      isDanger: true,
      onSelect: onDelete,
      disabledReason: refusal ?? (isOver || !isOurs ? null : 'It has not ended. Stop it first.'),
    },
  ];
};

const MainAction = ({ isOver, onAsk }: { readonly isOver: boolean; readonly onAsk: (action: RunAction) => void }) => {
  const controlRefusal = useRefusal('runs:control');
  const startRefusal = useRefusal('runs:start');
  return isOver ? (
    <Button refusal={startRefusal} onClick={() => onAsk('again')}>
      <Icon of={RotateCcw} />
      Run again
    </Button>
  ) : (
    <Button refusal={controlRefusal} onClick={() => onAsk('stop')}>
      <Icon of={Square} size={14} className="fill-current" />
      Stop
    </Button>
  );
};

/** What can be done with a run; one that ran elsewhere is neither stopped nor repeated here. */
export const RunActions = (props: RunActionsProps) => {
  const { run, events, isOver } = props;
  const [asked, setAsked] = useState<RunAction | null>(null);
  const deleteRefusal = useRefusal('runs:delete');
  const client = useTRPCClient();
  // as it is now: the page's own row is that of when it was opened
  const exportJson = async (): Promise<void> => {
    try {
      const whole = await client.runs.get.query({ runId: run.id });
      saveFile(`run-${run.id.slice(-8)}.json`, JSON.stringify(whole, null, 2), 'application/json');
    } catch (error) {
      toast({ title: 'Not exported', body: toFault(error).message, tone: 'danger' });
    }
  };
  return (
    <>
      {run.source !== 'report' && <MainAction isOver={isOver} onAsk={setAsked} />}
      <Menu
        align="end"
        trigger={
          <Button isSquare aria-label="More about this run" title="More">
            <Icon of={Ellipsis} />
          </Button>
        }
        items={listEntries(
          props,
          { onDelete: () => setAsked('delete'), onExport: () => void exportJson() },
          deleteRefusal,
        )}
      />
      {asked && <RunDialog run={run} events={events} action={asked} onClose={() => setAsked(null)} />}
    </>
  );
};
