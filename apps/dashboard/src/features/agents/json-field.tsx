import type { JsonObject, JsonValue } from '@signalbox/contracts';
import { TextArea } from '@signalbox/ui';

import type { Definition } from './definition.ts';
import { toFaultAt } from './spec-faults.ts';
import { type Read, useWritten } from './use-written.ts';

interface JsonFieldProps {
  readonly form: Definition;
  /** Place in the definition. */
  readonly place: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
}

/** Whatever JSON text holds. */
const isObject = (value: unknown): value is Record<string, JsonValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const print = (value: JsonObject): string => (Object.keys(value).length === 0 ? '' : JSON.stringify(value, null, 2));

/** Nothing is an object without members. */
const read = (text: string): Read<JsonObject> => {
  if (text.trim() === '') return { value: {} };
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { value } : { fault: 'Must be a JSON object, such as {}.' };
  } catch (error) {
    return { fault: error instanceof Error ? `This is no JSON: ${error.message}` : 'This is no JSON.' };
  }
};

/** A JSON object of the definition, written as text. */
export const JsonField = ({ form, place, label, hint, value, onChange }: JsonFieldProps) => {
  const { text, fault, write } = useWritten({ place, value, print, read, onChange, form });
  return (
    <TextArea
      label={label}
      hint={hint}
      fault={fault ?? toFaultAt(form.issues, place)}
      isMono
      spellCheck={false}
      placeholder="{}"
      value={text}
      onChange={({ target }) => write(target.value)}
    />
  );
};
