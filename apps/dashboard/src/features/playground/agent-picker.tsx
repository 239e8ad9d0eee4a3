import { Combobox } from '@signalbox/ui';
import { useState } from 'react';

import { useFoundAgents } from '../../filters/use-found-agents.ts';
import { useChoose } from './use-choose.ts';

/** The agent that a new conversation is with; the choice stands in the address. */
export const AgentPicker = ({ agent }: { readonly agent: string }) => {
  const choose = useChoose();
  const [typed, setTyped] = useState('');
  const { agents, isSearching } = useFoundAgents({ typed, chosen: agent, kind: 'hosted' });
  return (
    <Combobox
      label="Agent"
      isLabelHidden
      value={agent}
      options={agents.map(({ slug, name }) => ({ value: slug, label: name, hint: slug }))}
      onType={setTyped}
      isSearching={isSearching}
      placeholder="Find an agent"
      onChange={(next) => choose({ agent: next })}
    />
  );
};
