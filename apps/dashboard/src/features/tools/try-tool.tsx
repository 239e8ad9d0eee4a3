import type { ToolDetail } from '@signalbox/contracts';
import { Button, FaultBox, Icon, Panel } from '@signalbox/ui';
import { Play, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';

import { DrawnField } from '../../schema-form/drawn-field.tsx';
import { toArguments, type FormDraft } from '../../schema-form/to-arguments.ts';
import { toFormFields } from '../../schema-form/to-form-fields.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { TryEntry } from './try-entry.tsx';
import { useTries } from './use-tries.ts';

interface TryToolProps {
  readonly tool: ToolDetail;
}

const Warning = ({ tool: { effect, enabled } }: TryToolProps) => (
  <>
    {effect === 'read' || effect === 'idempotent' ? (
      <p className="text-meta text-text-muted">It runs once, outside any run.</p>
    ) : (
      <p className="border-warning rounded-control flex gap-2 border px-3 py-2">
        <Icon of={TriangleAlert} className="text-warning mt-0.5" />
        It acts for real: what it changes stays changed.
      </p>
    )}
    {!enabled && <p className="text-meta text-text-muted">It is switched off for agents. A try runs all the same.</p>}
  </>
);

/** A form of the tool's arguments to run it with once, and what came of the tries of this visit. */
export const TryTool = ({ tool }: TryToolProps) => {
  const fields = useMemo(() => toFormFields(tool.inputSchema), [tool.inputSchema]);
  const [draft, setDraft] = useState<FormDraft>({});
  const { tries, refusal, run, isRunning } = useTries(tool.name, fields);
  const mayNot = useRefusal('tools:update');
  const written = toArguments(fields, draft);
  const state = {
    draft,
    faults: { ...refusal.byKey, ...written.faults },
    onChange: (key: string, value: string | readonly string[]) => setDraft((known) => ({ ...known, [key]: value })),
  };
  return (
    <Panel title="Try it">
      <form
        noValidate
        className="flex flex-col gap-3 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (written.value !== null && !isRunning && mayNot === null) run(written.value, draft);
        }}
      >
        {fields.map((field) => (
          <DrawnField key={field.key} field={field} state={state} />
        ))}
        {fields.length === 0 && <p className="text-text-muted">It takes no arguments.</p>}
        <Warning tool={tool} />
        {refusal.fault && <FaultBox fault={refusal.fault} />}
        <div>
          <Button type="submit" kind="primary" isBusy={isRunning} refusal={mayNot} disabled={written.value === null}>
            {!isRunning && <Icon of={Play} size={14} />}
            Run it
          </Button>
        </div>
      </form>
      <div role="status" className="sr-only">
        {tries[0] && `Try ${tries[0].number}: ${tries[0].result.outcome}`}
      </div>
      {tries.map((entry, at) => (
        <TryEntry key={entry.number} entry={entry} isOpen={at === 0} onReuse={() => setDraft(entry.draft)} />
      ))}
    </Panel>
  );
};
