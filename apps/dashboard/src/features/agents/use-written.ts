import { toCanonicalJson } from '@signalbox/contracts';
import { useEffect, useState } from 'react';

import type { Definition } from './definition.ts';

/** What a text was read as, or why it can't be read. */
export type Read<Value> = { readonly value: Value } | { readonly fault: string };

interface WrittenOptions<Value> {
  /** Place in the definition. */
  readonly place: string;
  readonly value: Value;
  readonly print: (value: Value) => string;
  readonly read: (text: string) => Read<Value>;
  readonly onChange: (value: Value) => void;
  readonly form: Pick<Definition, 'setUnreadable'>;
}

/** The text of a field whose value is more than text: it stays as it is written, and counts while it can be read. */
export const useWritten = <Value>({ place, value, print, read, onChange, form }: WrittenOptions<Value>) => {
  const [written, setWritten] = useState(() => ({ text: print(value), value, fault: null as string | null }));
  // the value was changed from elsewhere: another version, an undo
  if (toCanonicalJson(written.value) !== toCanonicalJson(value)) setWritten({ text: print(value), value, fault: null });
  const { setUnreadable } = form;
  const isUnreadable = written.fault !== null;
  useEffect(() => {
    setUnreadable(place, isUnreadable);
    return () => setUnreadable(place, false);
  }, [setUnreadable, place, isUnreadable]);
  const write = (text: string): void => {
    const answer = read(text);
    if ('fault' in answer) {
      setWritten({ ...written, text, fault: answer.fault });
      return;
    }
    setWritten({ text, value: answer.value, fault: null });
    onChange(answer.value);
  };
  return { text: written.text, fault: written.fault, write };
};
