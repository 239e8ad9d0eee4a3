import { listPlaceholders } from '@signalbox/contracts';
import { Badge, Button, Icon, TextArea } from '@signalbox/ui';
import { Plus } from 'lucide-react';

import { formatNoun } from '../../formats/format-count.ts';
import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { toFaultAt } from './spec-faults.ts';

/** The variables that the text names; one that is not declared can be. */
const Placeholders = ({ form }: { readonly form: Definition }) => {
  const { instructions, variables } = form.spec;
  const names = listPlaceholders(instructions);
  if (names.length === 0) return null;
  const declared = names.filter((name) => variables.some((variable) => variable.name === name));
  const add = (name: string): void => form.change({ variables: [...variables, { name, default: null }] });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-meta text-text-muted">Variables in the text:</span>
      {declared.map((name) => (
        <Badge key={name} className="font-mono">
          {name}
        </Badge>
      ))}
      {names
        .filter((name) => !declared.includes(name))
        .map((name) => (
          <Button key={name} size="small" onClick={() => add(name)}>
            <Icon of={Plus} size={14} />
            Add <span className="font-mono">{name}</span>
          </Button>
        ))}
    </div>
  );
};

/** What the model is told before the conversation. */
export const InstructionsSection = ({ form }: { readonly form: Definition }) => {
  const { instructions } = form.spec;
  return (
    <FormSection
      form={form}
      part="instructions-as-a-whole"
      title="Instructions"
      lead="What the model is told before the conversation. {{name}} stands for a variable."
      actions={<span className="text-meta text-text-muted">{formatNoun(instructions.length, 'character')}</span>}
    >
      <TextArea
        label="Instructions"
        isLabelHidden
        isMono
        rows={8}
        className="[&>textarea]:max-h-[60dvh] [&>textarea]:min-h-40"
        value={instructions}
        fault={toFaultAt(form.issues, 'instructions')}
        onChange={({ target }) => form.change({ instructions: target.value })}
      />
      <Placeholders form={form} />
    </FormSection>
  );
};
