import { Combobox, filterOptions } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useFoundAgents } from '../../../filters/use-found-agents.ts';
import { useTRPC } from '../../../trpc.ts';
import { formatTarget } from './format-columns.ts';
import { bareModelAgent, type Column, parseColumns } from './parse-columns.ts';
import type { ColumnState } from './to-column-state.ts';
import { toTargetOptions } from './to-target-options.ts';

interface TargetPickerProps {
  readonly state: ColumnState;
  readonly onChange: (fields: Partial<Column>) => void;
}

/** Whom a column asks: an agent, one of its versions, or a model without one. Its conversation goes on within an agent. */
export const TargetPicker = ({ state: { column, title }, onChange }: TargetPickerProps) => {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  // a version is none of an agent's words
  const words = typed.replace(/\sv\d*$/, '');
  const chosen = column.agent === bareModelAgent ? '' : column.agent;
  const { agents, isSearching } = useFoundAgents({ typed: words, chosen, kind: 'hosted' });
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const options = filterOptions(toTargetOptions(agents, models.data?.items ?? []), typed);
  const value = formatTarget(column.agent === bareModelAgent ? column : { ...column, model: null });
  const isListed = typed !== '' || options.some((option) => option.value === value);
  return (
    <Combobox
      label="Asks"
      isLabelHidden
      className="flex-1"
      value={value}
      options={isListed ? options : [...options, { value, label: title, hint: value }]}
      onType={setTyped}
      isSearching={isSearching}
      placeholder="Find an agent or model"
      onChange={(next) => {
        const [target] = parseColumns(next).columns;
        if (target)
          onChange(target.agent === column.agent ? { ...target, conversationId: column.conversationId } : target);
      }}
    />
  );
};
