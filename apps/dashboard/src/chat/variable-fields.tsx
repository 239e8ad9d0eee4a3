import type { AgentVariable, ErrorIssue } from '@signalbox/contracts';
import { Icon, TextArea } from '@signalbox/ui';
import { ChevronRight } from 'lucide-react';

import type { VariableTexts } from './to-given-variables.ts';

interface VariableFieldsProps {
  readonly variables: readonly AgentVariable[];
  readonly texts: VariableTexts;
  /** What a start was refused for. */
  readonly issues: readonly ErrorIssue[];
  readonly onWrite: (name: string, text: string) => void;
  /** Folded to its summary at first: a conversation that goes on has its texts already. */
  readonly isFolded: boolean;
}

const toHint = ({ default: text }: AgentVariable): string | undefined =>
  text === null ? undefined : text === '' ? 'Left empty: nothing' : `Left empty: ${text}`;

/** Asks for the texts of an agent's variables; nothing when it has none. */
export const VariableFields = ({ variables, texts, issues, onWrite, isFolded }: VariableFieldsProps) => {
  if (variables.length === 0) return null;
  const faultOf = (name: string): string | null =>
    issues.find(({ path }) => path === `variables.${name}`)?.message ?? null;
  const given = variables.map(({ name, default: text }) => `${name}: ${texts[name] || (text ?? '–')}`);
  const isRefused = variables.some(({ name }) => faultOf(name) !== null);
  return (
    <details
      key={String(isRefused)}
      open={!isFolded || isRefused}
      className="rounded-card border-border bg-surface group/variables mb-2 max-h-64 overflow-y-auto border px-3"
    >
      <summary className="text-meta text-text-muted flex cursor-pointer items-center gap-1.5 py-2 pointer-coarse:py-3">
        <Icon of={ChevronRight} size={14} className="group-open/variables:rotate-90" />
        <span className="font-medium">Variables</span>
        <span className="min-w-0 truncate group-open/variables:hidden">{given.join(' · ')}</span>
      </summary>
      <div className="flex flex-col gap-3 pb-3">
        {variables.map((variable) => (
          <TextArea
            key={variable.name}
            label={`${variable.name}${variable.default === null ? ', required' : ''}`}
            rows={1}
            maxLength={10_000}
            className="[&_textarea]:min-h-8"
            value={texts[variable.name] ?? ''}
            hint={toHint(variable)}
            fault={faultOf(variable.name)}
            onChange={({ target }) => onWrite(variable.name, target.value)}
          />
        ))}
      </div>
    </details>
  );
};
