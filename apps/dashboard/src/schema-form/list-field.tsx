import { Button, Icon } from '@signalbox/ui';
import { Plus, X } from 'lucide-react';

import type { FormField } from './to-form-fields.ts';
import { ValueInput } from './value-input.tsx';

interface ListFieldProps {
  readonly field: Extract<FormField, { readonly kind: 'list' }>;
  readonly label: string;
  readonly values: readonly string[];
  readonly fault: string | null;
  readonly onChange: (key: string, values: readonly string[]) => void;
}

/** The items of a list, one under the other. */
export const ListField = ({ field, label, values, fault, onChange }: ListFieldProps) => {
  const { key, name, item, hint, type } = field;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 font-medium">{label}</legend>
      {values.map((value, at) => (
        <div key={at} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <ValueInput
              of={item}
              label={`${name}, item ${at + 1}`}
              isLabelHidden
              isRequired
              value={value}
              onChange={(next) => onChange(key, values.with(at, next))}
            />
          </div>
          <Button
            kind="quiet"
            isSquare
            aria-label={`Remove item ${at + 1} of ${name}`}
            onClick={() => onChange(key, values.toSpliced(at, 1))}
          >
            <Icon of={X} size={14} />
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange(key, [...values, ''])}>
          <Icon of={Plus} size={14} />
          Add item
        </Button>
      </div>
      <p className={`text-meta ${fault === null ? 'text-text-muted' : 'text-danger-text'}`}>
        {fault ?? (hint === '' ? type : hint)}
      </p>
    </fieldset>
  );
};
