import { Combobox } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { useChoose } from './use-choose.ts';

/** The agent that a new conversation is with; the choice stands in the address. */
export const AgentPicker = ({ agent }: { readonly agent: string }) => {
  const trpc = useTRPC();
  const choose = useChoose();
  const agents = useQuery(trpc.agents.list.queryOptions({ kind: 'hosted', limit: 200 }));
  const options = agents.data?.items.map(({ slug, name }) => ({ value: slug, label: name, hint: slug })) ?? [];
  return (
    <Combobox
      label="Agent"
      isLabelHidden
      value={agent}
      options={options}
      placeholder="Find an agent"
      onChange={(next) => choose({ agent: next })}
    />
  );
};
