import { type AgentVariable, listPlaceholders } from '@signalbox/contracts';
import { Button, Checkbox, Icon, TextField } from '@signalbox/ui';
import { Plus, X } from 'lucide-react';

import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { toFaultAt } from './spec-faults.ts';

interface VariableRowProps {
  readonly form: Definition;
  readonly at: number;
  readonly variable: AgentVariable;
  readonly isUsed: boolean;
}

const VariableRow = ({ form, at, variable, isUsed }: VariableRowProps) => {
  const { variables } = form.spec;
  const { name, default: text } = variable;
  const change = (changed: Partial<AgentVariable>): void =>
    form.change({ variables: variables.with(at, { ...variable, ...changed }) });
  const title = name === '' ? `Variable ${at + 1}` : name;
  return (
    <li className="flex flex-wrap items-start gap-2">
      <TextField
        label={`Name of variable ${at + 1}`}
        isLabelHidden
        className="min-w-36 flex-1 [&>input]:font-mono"
        autoComplete="off"
        spellCheck={false}
        placeholder="name"
        value={name}
        hint={isUsed || name === '' ? undefined : 'Not in the instructions.'}
        fault={toFaultAt(form.issues, `variables.${at}.name`)}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={`Default of ${title}`}
        isLabelHidden
        className="min-w-36 flex-1"
        disabled={text === null}
        placeholder={text === null ? 'Every run must give it' : 'Default'}
        value={text ?? ''}
        fault={toFaultAt(form.issues, `variables.${at}.default`)}
        onChange={(event) => change({ default: event.target.value })}
      />
      <div className="flex h-8 items-center gap-1 pointer-coarse:h-11">
        <Checkbox
          label="Required"
          checked={text === null}
          onChange={(isRequired) => change({ default: isRequired ? null : '' })}
        />
        <Button
          kind="quiet"
          size="small"
          isSquare
          aria-label={`Remove variable ${title}`}
          onClick={() => form.change({ variables: variables.toSpliced(at, 1) })}
        >
          <Icon of={X} size={14} />
        </Button>
      </div>
    </li>
  );
};

/** The places in the instructions that each run fills. */
export const VariablesSection = ({ form }: { readonly form: Definition }) => {
  const { instructions, variables } = form.spec;
  const used = listPlaceholders(instructions);
  return (
    <FormSection
      form={form}
      part="variables"
      title="Variables"
      lead="Texts that each run gives. One that is not required has a default."
    >
      {variables.length > 0 && (
        <ol className="flex flex-col gap-2">
          {variables.map((variable, at) => (
            // a variable's name is what is being written: it has no id but its place
            <VariableRow key={at} form={form} at={at} variable={variable} isUsed={used.includes(variable.name)} />
          ))}
        </ol>
      )}
      <div>
        <Button size="small" onClick={() => form.change({ variables: [...variables, { name: '', default: null }] })}>
          <Icon of={Plus} size={14} />
          Add a variable
        </Button>
      </div>
    </FormSection>
  );
};
