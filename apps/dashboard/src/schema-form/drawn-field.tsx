import { ListField } from './list-field.tsx';
import type { FormDraft } from './to-arguments.ts';
import type { FormField } from './to-form-fields.ts';
import { ValueInput } from './value-input.tsx';

/** The form's state, for each of its fields. */
interface FormState {
  readonly draft: FormDraft;
  /** By the fields' keys. */
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (key: string, value: string | readonly string[]) => void;
}

interface DrawnFieldProps {
  readonly field: FormField;
  readonly state: FormState;
}

/** A field of the form; an object is its fields in a frame. */
export const DrawnField = ({ field, state }: DrawnFieldProps) => {
  const { key, name, isRequired, type } = field;
  const label = `${name}${isRequired ? ', required' : ''}`;
  const hint = field.hint === '' ? type : field.hint;
  const fault = state.faults[key] ?? null;
  if (field.kind === 'object') {
    return (
      <fieldset className="border-border rounded-control flex min-w-0 flex-col gap-3 border px-3 pb-3">
        <legend className="px-1 font-medium">{label}</legend>
        {field.hint !== '' && <p className="text-meta text-text-muted">{field.hint}</p>}
        {fault !== null && <p className="text-meta text-danger-text">{fault}</p>}
        {field.fields.map((one) => (
          <DrawnField key={one.key} field={one} state={state} />
        ))}
      </fieldset>
    );
  }
  const written = state.draft[key];
  if (field.kind === 'list') {
    const values = Array.isArray(written) ? written : [];
    return <ListField field={field} label={label} values={values} fault={fault} onChange={state.onChange} />;
  }
  return (
    <ValueInput
      of={field}
      label={label}
      isRequired={isRequired}
      hint={hint}
      fault={fault}
      value={typeof written === 'string' ? written : ''}
      onChange={(value) => state.onChange(key, value)}
    />
  );
};
