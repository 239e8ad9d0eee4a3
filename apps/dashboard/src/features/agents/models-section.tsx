import type { ModelChoice } from '@signalbox/contracts';
import { Button, Icon } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';

import { useTRPC } from '../../trpc.ts';
import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { ModelChoiceFields } from './model-choice-fields.tsx';
import { toModelChoice } from './to-model-choice.ts';

const mostModels = 8;

/** The models of an agent in the order they are tried. */
export const ModelsSection = ({ form }: { readonly form: Definition }) => {
  const trpc = useTRPC();
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const known = models.data?.items ?? [];
  const { models: chosen } = form.spec;
  const byDefault = known.find(({ isDefault }) => isDefault);
  const next = known.find(({ id }) => !chosen.some(({ provider, model }) => id === `${provider}/${model}`)) ?? known[0];
  const setModels = (changed: readonly ModelChoice[]): void => form.change({ models: [...changed] });
  const move = (at: number, by: -1 | 1): void => {
    const [moved] = chosen.slice(at, at + 1);
    if (moved) setModels(chosen.toSpliced(at, 1).toSpliced(at + by, 0, moved));
  };
  return (
    <FormSection
      form={form}
      part="models"
      title="Models"
      lead={
        chosen.length > 0
          ? 'The first one answers. When it fails for good, the next one takes over.'
          : `Without a model of its own it runs on the workspace’s default${byDefault ? `, now ${byDefault.title}` : ''}.`
      }
    >
      {chosen.length > 0 && (
        <ol className="flex flex-col gap-3">
          {chosen.map((choice, at) => (
            <ModelChoiceFields
              // a model has no id but its place
              key={at}
              form={form}
              at={at}
              choice={choice}
              known={known}
              isLast={at === chosen.length - 1}
              onChange={(changed) => setModels(chosen.with(at, changed))}
              onMove={(by) => move(at, by)}
              onRemove={() => setModels(chosen.toSpliced(at, 1))}
            />
          ))}
        </ol>
      )}
      {chosen.length < mostModels && next && (
        <div>
          <Button
            size="small"
            onClick={() =>
              setModels([
                ...chosen,
                { ...toModelChoice(byDefault && chosen.length === 0 ? byDefault.id : next.id), parameters: {} },
              ])
            }
          >
            <Icon of={Plus} size={14} />
            {chosen.length === 0 ? 'Choose a model' : 'Add a fallback'}
          </Button>
        </div>
      )}
    </FormSection>
  );
};
