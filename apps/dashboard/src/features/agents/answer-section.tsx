import type { AgentSpec } from '@signalbox/contracts';
import { SegmentedControl, TextField } from '@signalbox/ui';
import { useState } from 'react';

import type { Definition } from './definition.ts';
import { FormSection } from './form-section.tsx';
import { JsonField } from './json-field.tsx';
import { toFaultAt } from './spec-faults.ts';

type Output = NonNullable<AgentSpec['output']>;

const kinds = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON of a schema' },
] as const;

const firstOutput: Output = {
  name: 'answer',
  schema: { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] },
};

/** What form the agent answers in. */
export const AnswerSection = ({ form }: { readonly form: Definition }) => {
  const { output } = form.spec;
  // the schema comes back when the choice does
  const [known, setKnown] = useState(output ?? firstOutput);
  const choose = (kind: 'text' | 'json'): void => {
    if (output) setKnown(output);
    form.change({ output: kind === 'json' ? known : null });
  };
  return (
    <FormSection form={form} part="output" title="Answer">
      <div>
        <SegmentedControl
          label="Form of the answer"
          value={output === null ? 'text' : 'json'}
          options={kinds}
          onChange={choose}
        />
      </div>
      {output && (
        <>
          <TextField
            label="Name of the schema"
            hint="Some providers show it to the model. Letters, digits, _ and -."
            autoComplete="off"
            spellCheck={false}
            value={output.name}
            fault={toFaultAt(form.issues, 'output.name')}
            onChange={({ target }) => form.change({ output: { ...output, name: target.value } })}
          />
          <JsonField
            form={form}
            place="output.schema"
            label="JSON Schema"
            hint="Of an object. Every answer is JSON that it allows."
            value={output.schema}
            onChange={(schema) => form.change({ output: { ...output, schema } })}
          />
        </>
      )}
    </FormSection>
  );
};
