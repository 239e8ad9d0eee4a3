import { useState } from 'react';

const toKey = (place: string): string => `signalbox.draft.${place}`;

const readDraft = (place: string): string => window.sessionStorage.getItem(toKey(place)) ?? '';

interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  /** Empties it, unless it is no longer what was sent. */
  readonly clear: (sent: string) => void;
}

/** Text that is being written at one place; it outlives a reload and a signing in. */
export const useDraft = (place: string): Draft => {
  const [text, setText] = useState(() => readDraft(place));
  const write = (next: string): void => {
    setText(next);
    try {
      window.sessionStorage.setItem(toKey(place), next);
    } catch {
      // a text too long for the store is lost by a reload only
      window.sessionStorage.removeItem(toKey(place));
    }
  };
  return { text, write, clear: (sent) => void (readDraft(place).trim() === sent && write('')) };
};
