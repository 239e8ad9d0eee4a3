import { Combobox } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

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
  const agents = useQuery(trpc.agents.list.queryOptions({ kind: 'hosted', limit: 200 }));
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const options = toTargetOptions(agents.data?.items ?? [], models.data?.items ?? []);
  const value = formatTarget(column.agent === bareModelAgent ? column : { ...column, model: null });
  const isListed = options.some((option) => option.value === value);
  return (
    <Combobox
      label="Asks"
      isLabelHidden
      className="flex-1"
      value={value}
      options={isListed ? options : [...options, { value, label: title, hint: value }]}
      placeholder="Find an agent or model"
      onChange={(next) => {
        const [target] = parseColumns(next).columns;
        if (target)
          onChange(target.agent === column.agent ? { ...target, conversationId: column.conversationId } : target);
      }}
    />
  );
};
