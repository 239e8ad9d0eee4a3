import type { ToolDetail } from '@signalbox/contracts';
import { Button, FaultBox, FoldedText, Panel, TextArea, toast } from '@signalbox/ui';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { useUpdateTool } from './use-update-tool.ts';

interface ToolDescriptionProps {
  readonly tool: ToolDetail;
}

interface EditorProps extends ToolDescriptionProps {
  readonly onClose: () => void;
}

const mostCharacters = 4000;

const toTextFault = (text: string): string | null => {
  if (text.trim() === '') return 'A description must not be empty.';
  return text.trim().length > mostCharacters ? 'A description must have at most 4,000 characters.' : null;
};

const Editor = ({ tool: { name, description }, onClose }: EditorProps) => {
  const update = useUpdateTool();
  const [text, setText] = useState(description);
  const fault = toTextFault(text);
  const save = (next: string | null): void =>
    update.mutate(
      { name, description: next },
      {
        onSuccess: () => {
          toast({ title: next === null ? 'The tool’s own description is back' : 'Description saved', tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <form
      className="flex flex-col gap-3 px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) save(text.trim());
      }}
    >
      <TextArea
        label="Description"
        isLabelHidden
        autoFocus
        value={text}
        fault={fault}
        hint="From the next model call on, models read this in place of the tool’s own words."
        onChange={(event) => setText(event.target.value)}
      />
      {update.error && <FaultBox fault={toFault(update.error)} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isBusy={update.isPending} disabled={fault !== null}>
          Save description
        </Button>
        <Button onClick={onClose}>Keep it as it was</Button>
        <Button kind="quiet" className="sm:ml-auto" onClick={() => save(null)}>
          Return to the tool’s own
        </Button>
      </div>
    </form>
  );
};

/** What models read about a tool, and its editor. */
export const ToolDescription = ({ tool }: ToolDescriptionProps) => {
  const [isEditing, setIsEditing] = useState(false);
  const refusal = useRefusal('tools:update');
  return (
    <Panel
      title="What models read about it"
      actions={
        !isEditing && (
          <Button size="small" refusal={refusal} onClick={() => setIsEditing(true)}>
            Edit description
          </Button>
        )
      }
    >
      {isEditing ? (
        <Editor tool={tool} onClose={() => setIsEditing(false)} />
      ) : (
        <div className="text-prose max-w-[760px] px-4 pb-4">
          <FoldedText text={tool.description} />
        </div>
      )}
    </Panel>
  );
};
