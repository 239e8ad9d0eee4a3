import { useId } from 'react';

import type { KeyDraft } from './key-draft.ts';
import { offeredScopes, scopeWords } from './scopes.ts';

interface ScopeChoiceProps {
  readonly value: KeyDraft['scope'];
  readonly onChange: (scope: KeyDraft['scope']) => void;
}

/** What a key may do: the choices with what each allows. */
export const ScopeChoice = ({ value, onChange }: ScopeChoiceProps) => {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium">What it may do</legend>
      {offeredScopes.map((scope) => (
        <label
          key={scope}
          className="border-border hover:bg-hover has-checked:border-accent has-focus-visible:outline-accent rounded-control flex cursor-pointer items-start gap-2 border px-3 py-2 has-focus-visible:outline-2"
        >
          <input
            type="radio"
            name={name}
            value={scope}
            checked={scope === value}
            onChange={() => onChange(scope)}
            className="accent-accent-fill mt-0.5 size-4 shrink-0 outline-none"
          />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">{scopeWords[scope].label}</span>
            <span className="text-meta text-text-muted">{scopeWords[scope].allows}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
