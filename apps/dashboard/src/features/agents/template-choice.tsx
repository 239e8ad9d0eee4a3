import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

import { LinkedSentence } from '../../linked-sentence.tsx';
import { useTRPC } from '../../trpc.ts';
import { templates } from './templates.ts';

interface TemplateChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a new agent begins as. */
export const TemplateChoice = ({ value, onChange }: TemplateChoiceProps) => {
  const name = useId();
  const trpc = useTRPC();
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const isScripted = models.data?.items.find(({ isDefault }) => isDefault)?.isScripted ?? false;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-medium">Begin with</legend>
      {templates.map((template) => {
        const isRefused = isScripted && template.spec.output !== undefined;
        return (
          <label
            key={template.value}
            className="rounded-card border-border bg-surface has-enabled:hover:border-border-strong has-checked:border-accent has-focus-visible:outline-accent flex items-start gap-3 border p-3 has-focus-visible:outline-2 has-enabled:cursor-pointer"
          >
            <input
              type="radio"
              name={name}
              value={template.value}
              checked={template.value === value}
              disabled={isRefused}
              onChange={() => onChange(template.value)}
              className="mt-1 accent-(--accent-fill)"
            />
            <span className="flex min-w-0 flex-col">
              <span className="font-medium">{template.title}</span>
              <span className="text-text-muted">{template.description}</span>
              {isRefused && (
                <span className="text-meta text-text-muted">
                  <LinkedSentence text="The demo model answers in text only. Connect a provider in Settings → Models first." />
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};
