import type { ToolDetail } from '@signalbox/contracts';
import { CopyButton, JsonText, Panel, TabPanel, Tabs } from '@signalbox/ui';
import { useMemo } from 'react';

import { SchemaTable } from './schema-table.tsx';
import { toSchemaRows } from './to-schema-rows.ts';

type View = 'table' | 'schema';

interface ToolArgumentsProps {
  readonly schema: ToolDetail['inputSchema'];
  readonly view: View;
  readonly onView: (view: View) => void;
}

const tabs = [
  { value: 'table', label: 'Table' },
  { value: 'schema', label: 'JSON Schema' },
] as const;

const SchemaText = ({ schema }: Pick<ToolArgumentsProps, 'schema'>) => {
  const json = JSON.stringify(schema, null, 2);
  return (
    <div className="relative">
      <pre tabIndex={0} className="text-code bg-sunken rounded-b-card max-h-96 overflow-auto px-4 py-3 font-mono">
        <JsonText json={json} />
      </pre>
      <span className="absolute top-1 right-1">
        <CopyButton text={json} label="Copy schema" />
      </span>
    </div>
  );
};

/** What a tool takes: as a table to read, or as the schema that models get. */
export const ToolArguments = ({ schema, view, onView }: ToolArgumentsProps) => {
  const rows = useMemo(() => toSchemaRows(schema), [schema]);
  return (
    <Panel title="Arguments">
      <Tabs label="Arguments as" value={view} tabs={tabs} onChange={onView} className="px-3" />
      <TabPanel value={view}>
        {view === 'schema' && <SchemaText schema={schema} />}
        {view === 'table' && rows.length > 0 && <SchemaTable rows={rows} />}
        {view === 'table' && rows.length === 0 && (
          <p className="text-text-muted px-4 py-3">It takes no named arguments.</p>
        )}
      </TabPanel>
    </Panel>
  );
};
