import { Combobox } from '@signalbox/ui';
import { useState } from 'react';

import { useFoundAgents } from './use-found-agents.ts';

interface AgentFilterProps {
  /** Slug; empty for all. */
  readonly value: string;
  readonly onChange: (slug: string) => void;
  readonly className?: string;
}

/** Narrows a list to one agent, found among all by what is typed, or to none of them. */
export const AgentFilter = ({ value, onChange, className }: AgentFilterProps) => {
  const [typed, setTyped] = useState('');
  const { agents, isSearching } = useFoundAgents({ typed, chosen: value });
  const found = agents.map(({ slug, name }) => ({ value: slug, label: name, hint: slug }));
  const isListed = value === '' || found.some((option) => option.value === value);
  const all = typed === '' ? [{ value: '', label: 'Any agent' }] : [];
  const chosen = isListed || typed !== '' ? [] : [{ value, label: value }];
  return (
    <Combobox
      label="Agent"
      isLabelHidden
      className={className}
      value={value}
      options={[...all, ...found, ...chosen]}
      onType={setTyped}
      isSearching={isSearching}
      placeholder="Find an agent"
      onChange={onChange}
    />
  );
};
