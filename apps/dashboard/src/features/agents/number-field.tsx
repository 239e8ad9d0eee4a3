import { TextField } from '@signalbox/ui';

import type { Definition } from './definition.ts';
import { toFaultAt } from './spec-faults.ts';
import { type Read, useWritten } from './use-written.ts';

interface NumberFieldProps {
  readonly form: Definition;
  /** Place in the definition. */
  readonly place: string;
  readonly label: string;
  readonly hint: string;
  /** Null: left empty. */
  readonly value: number | null;
  /** What an empty field means; without it, it must not be empty. */
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}

const print = (value: number | null): string => (value === null ? '' : String(value));

/** A number of the definition. Its bounds are the server's to say. */
export const NumberField = ({ form, place, label, hint, value, placeholder, onChange }: NumberFieldProps) => {
  const read = (text: string): Read<number | null> => {
    if (text.trim() === '' && placeholder !== undefined) return { value: null };
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? { fault: 'Must be a number.' } : { value: number };
  };
  const { text, fault, write } = useWritten({ place, value, print, read, onChange, form });
  return (
    <TextField
      label={label}
      hint={hint}
      fault={fault ?? toFaultAt(form.issues, place)}
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={text}
      onChange={({ target }) => write(target.value)}
    />
  );
};
