import type { AgentSpec } from '@signalbox/contracts';
import { toast } from '@signalbox/ui';

import type { Definition, NumberedSpec } from './definition.ts';

interface Replacement {
  readonly base: NumberedSpec;
  /** The version's own unless given. */
  readonly spec?: AgentSpec;
  /** What became of unsaved changes, for a message that offers to undo it. */
  readonly said: string;
}

/** Puts another definition into the form; unsaved changes that give way to it can be had back. */
export const replaceDefinition = (form: Definition, { base: next, spec: nextSpec, said }: Replacement): void => {
  const { base, spec, isChanged } = form;
  form.begin(next, nextSpec);
  if (isChanged) toast({ title: said, action: { label: 'Undo', onSelect: () => form.begin(base, spec) } });
};
