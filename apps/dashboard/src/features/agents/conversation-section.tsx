import { SegmentedControl } from '@signalbox/ui';

import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { NumberField } from './number-field.tsx';

const kinds = [
  { value: 'queue', label: 'It waits' },
  { value: 'reject', label: 'It is refused' },
] as const;

/** How the agent keeps its conversations. */
export const ConversationSection = ({ form }: { readonly form: Definition }) => {
  const { historyRuns, whenBusy } = form.spec;
  return (
    <FormSection form={form} part="whenBusy" title="Conversations">
      <NumberField
        form={form}
        place="historyRuns"
        label="Earlier messages it sees"
        hint="With their answers, the newest ones; at most 50. 0: each message stands alone."
        placeholder="As many as fit"
        value={historyRuns}
        onChange={(value) => form.change({ historyRuns: value })}
      />
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden className="font-medium">
          A message while a run is under way
        </span>
        <SegmentedControl
          label="A message while a run is under way"
          value={whenBusy}
          options={kinds}
          onChange={(value) => form.change({ whenBusy: value })}
        />
      </div>
    </FormSection>
  );
};
