import type { AgentTool } from '@signalbox/contracts';
import { FaultBox, SearchField, SegmentedControl, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { findTools } from '../../tool-row/find-tools.ts';
import { useTRPC } from '../../trpc.ts';
import { ChosenTool } from './chosen-tool.tsx';
import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';

interface ToolListProps {
  readonly form: Definition;
  readonly chosen: readonly AgentTool[];
}

/** So many are all in sight. */
const fewTools = 6;

const kinds = [
  { value: 'chosen', label: 'Chosen ones' },
  { value: 'all', label: 'All that are switched on' },
] as const;

const ToolList = ({ form, chosen }: ToolListProps) => {
  const trpc = useTRPC();
  const tools = useQuery(trpc.tools.list.queryOptions({}, { staleTime: 60_000 }));
  const [search, setSearch] = useState('');
  if (tools.error && !tools.data) {
    return <FaultBox fault={toFault(tools.error)} onRetry={() => void tools.refetch()} />;
  }
  if (!tools.data) return <Skeleton className="h-40" />;
  const { items } = tools.data;
  const found = findTools(items, search);
  const missing = chosen.filter(({ name }) => !items.some((tool) => tool.name === name));
  const setTool = (name: string, tool: AgentTool | null): void => {
    const at = chosen.findIndex((one) => one.name === name);
    if (tool === null) form.change({ tools: chosen.filter((one) => one.name !== name) });
    else form.change({ tools: at === -1 ? [...chosen, tool] : chosen.with(at, tool) });
  };
  return (
    <>
      {items.length > fewTools && (
        <SearchField label="Search tools" value={search} onChange={setSearch} className="sm:w-64" />
      )}
      <ul className="border-border divide-border rounded-control divide-y border">
        {[
          ...missing.map(({ name }) => ({ name, tool: null })),
          ...found.map((tool) => ({ name: tool.name, tool })),
        ].map(({ name, tool }) => (
          <ChosenTool
            key={name}
            form={form}
            name={name}
            tool={tool}
            at={chosen.findIndex((one) => one.name === name)}
            chosen={chosen.find((one) => one.name === name) ?? null}
            onChange={(changed) => setTool(name, changed)}
          />
        ))}
        {found.length === 0 && <li className="text-text-muted px-3 py-2">No tool matches “{search.trim()}”.</li>}
      </ul>
    </>
  );
};

/** What the agent can do, and the arguments that its model can't set. */
export const ToolsSection = ({ form }: { readonly form: Definition }) => {
  const { tools } = form.spec;
  // what was chosen before comes back when the choice does
  const [known, setKnown] = useState<readonly AgentTool[]>(tools === 'all' ? [] : tools);
  const choose = (kind: 'chosen' | 'all'): void => {
    if (tools !== 'all') setKnown(tools);
    form.change({ tools: kind === 'all' ? 'all' : [...known] });
  };
  return (
    <FormSection
      form={form}
      part="tools"
      title="Tools"
      lead={
        tools === 'all'
          ? 'Every tool that is switched on when the model is called, new ones too.'
          : 'A tool that is switched off in Tools is out of reach all the same.'
      }
    >
      <div>
        <SegmentedControl
          label="Which tools"
          value={tools === 'all' ? 'all' : 'chosen'}
          options={kinds}
          onChange={choose}
        />
      </div>
      {tools !== 'all' && <ToolList form={form} chosen={tools} />}
    </FormSection>
  );
};
