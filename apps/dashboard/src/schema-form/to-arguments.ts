import type { JsonObject, JsonValue } from '@signalbox/contracts';

import type { FormField, ValueKind } from './to-form-fields.ts';

/** What is written in the form, by the fields' keys: a list's items one by one, anything else as text. */
export type FormDraft = Readonly<Record<string, string | readonly string[]>>;

interface WrittenArguments {
  /** Null while a field of JSON can't be read. */
  readonly value: JsonObject | null;
  /** What is wrong, by the fields' keys: a hint, the tool itself decides. */
  readonly faults: Readonly<Record<string, string>>;
}

interface Read {
  readonly value?: JsonValue | undefined;
  readonly fault?: string;
  readonly isUnreadable?: boolean;
}

/** Whatever JSON text holds. */
const isJson = (value: unknown): value is JsonValue => value !== undefined;

const readJson = (text: string): Read => {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? { value } : {};
  } catch (error) {
    return {
      fault: error instanceof Error ? `This is no JSON: ${error.message}` : 'This is no JSON.',
      isUnreadable: true,
    };
  }
};

const readNumber = (text: string, isWhole: boolean): Read => {
  const value = Number(text);
  // sent as it was written: the tool says what it takes
  if (!Number.isFinite(value)) return { value: text, fault: 'Must be a number.' };
  return isWhole && !Number.isInteger(value) ? { value, fault: 'Must be a whole number.' } : { value };
};

const readValue = ({ kind }: ValueKind, text: string): Read => {
  switch (kind) {
    case 'text':
      return { value: text };
    case 'number':
    case 'integer':
      return readNumber(text.trim(), kind === 'integer');
    case 'boolean':
    case 'choice':
    case 'json':
      return readJson(text);
  }
};

const readList = (item: ValueKind, texts: readonly string[]): Read => {
  const items = texts.filter((text) => text !== '' || item.kind === 'text').map((text) => readValue(item, text));
  const fault = items.find((read) => read.fault !== undefined)?.fault;
  const value = items.flatMap((read) => (read.value === undefined ? [] : [read.value]));
  return fault === undefined ? { value } : { value, fault };
};

/** Whether anything is written in the field, or in one of its fields. */
const isWritten = (field: FormField, draft: FormDraft): boolean =>
  field.kind === 'object' ? field.fields.some((one) => isWritten(one, draft)) : (draft[field.key] ?? '').length > 0;

const readField = (field: FormField, draft: FormDraft, faults: Record<string, string>): Read => {
  const written = draft[field.key];
  if (field.kind === 'object') {
    if (!field.isRequired && !isWritten(field, draft)) return {};
    const value = readFields(field.fields, draft, faults);
    return value === null ? { isUnreadable: true } : { value };
  }
  if (field.kind === 'list') {
    const texts = Array.isArray(written) ? written : [];
    return texts.length === 0 && !field.isRequired ? {} : readList(field.item, texts);
  }
  const text = typeof written === 'string' ? written : '';
  if (text === '') return field.kind === 'text' && field.isRequired ? { value: '' } : {};
  return readValue(field, text);
};

/** Null when one of them can't be read. */
const readFields = (
  fields: readonly FormField[],
  draft: FormDraft,
  faults: Record<string, string>,
): JsonObject | null => {
  const value: JsonObject = {};
  let isReadable = true;
  for (const field of fields) {
    const read = readField(field, draft, faults);
    if (read.fault !== undefined) faults[field.key] = read.fault;
    if (read.isUnreadable === true) isReadable = false;
    if (read.value !== undefined) value[field.name] = read.value;
  }
  return isReadable ? value : null;
};

const toObject = (value: JsonValue | undefined): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;

/** The arguments that are written in a form. What is left empty and need not be given is left out. */
export const toArguments = (fields: readonly FormField[], draft: FormDraft): WrittenArguments => {
  const faults: Record<string, string> = {};
  const value = readFields(fields, draft, faults);
  const [first] = fields;
  if (first?.key !== '') return { value, faults };
  const whole = toObject(value?.[first.name]);
  if (whole === null) faults[''] ??= 'The arguments must be a JSON object, such as {}.';
  return { value: whole, faults };
};
