import { type AgentSpec, toNanoUsd, toUsd } from '@signalbox/contracts';

import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { NumberField } from './number-field.tsx';

const minuteMs = 60_000;

/** Bounds of one run. */
export const LimitsSection = ({ form }: { readonly form: Definition }) => {
  const { limits } = form.spec;
  const { steps, toolCalls, wallTimeMs, costNanoUsd } = limits;
  const set = (change: Partial<AgentSpec['limits']>): void => form.change({ limits: { ...limits, ...change } });
  return (
    <FormSection
      form={form}
      part="limits-as-a-whole"
      title="Limits"
      lead="A run that reaches one ends there, failed, with what it did so far."
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NumberField
          form={form}
          place="limits.steps"
          label="Steps"
          hint="Turns of the model, retries too; 1 to 1,000."
          value={steps}
          onChange={(value) => value !== null && set({ steps: value })}
        />
        <NumberField
          form={form}
          place="limits.toolCalls"
          label="Tool calls"
          hint="0 to 10,000."
          value={toolCalls}
          onChange={(value) => value !== null && set({ toolCalls: value })}
        />
        <NumberField
          form={form}
          place="limits.wallTimeMs"
          label="Minutes"
          hint="Without waiting for a person; at most 1,440."
          value={wallTimeMs / minuteMs}
          onChange={(value) => value !== null && set({ wallTimeMs: Math.round(value * minuteMs) })}
        />
        <NumberField
          form={form}
          place="limits.costNanoUsd"
          label="Cost, US dollars"
          hint="Every model needs a price for it."
          placeholder="No limit"
          value={costNanoUsd === null ? null : toUsd(costNanoUsd)}
          onChange={(value) => set({ costNanoUsd: value === null ? null : toNanoUsd(value) })}
        />
      </div>
    </FormSection>
  );
};
