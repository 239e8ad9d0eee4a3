import type { ErrorIssue } from '@signalbox/contracts';

import type { FormField } from './to-form-fields.ts';

interface FieldFaults {
  /** By the fields' keys. */
  readonly byKey: Readonly<Record<string, string>>;
  /** What belongs to no field. */
  readonly others: readonly string[];
}

const toKeys = (fields: readonly FormField[]): string[] =>
  fields.flatMap((field) => [field.key, ...(field.kind === 'object' ? toKeys(field.fields) : [])]);

/** The server's faults at their fields: one in a list's item stands at the list. */
export const toFieldFaults = (issues: readonly ErrorIssue[], fields: readonly FormField[]): FieldFaults => {
  const keys = toKeys(fields).toSorted((left, right) => right.length - left.length);
  const byKey: Record<string, string> = {};
  const others: string[] = [];
  for (const { path, message } of issues) {
    const place = path.replace(/^arguments\.?/, '');
    const key = keys.find((one) => one !== '' && (place === one || place.startsWith(`${one}.`)));
    const whole = keys.includes('') ? '' : undefined;
    const found = key ?? whole;
    const rest = key === undefined ? place : place.slice(key.length + 1);
    const words = rest === '' ? message : `${rest}: ${message}`;
    if (found === undefined) others.push(words);
    else byKey[found] = byKey[found] === undefined ? words : `${byKey[found]}; ${words}`;
  }
  return { byKey, others };
};
