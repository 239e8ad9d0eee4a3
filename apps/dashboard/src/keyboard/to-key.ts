/** The part of a keyboard event that says which key it is. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A press in the words of a key map; null for one that belongs to the system or is no key by itself. */
export const toKey = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): string | null => {
  if (altKey || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'Dead', 'Unidentified'].includes(key)) return null;
  const isMod = ctrlKey || metaKey;
  // Caps Lock is no Shift.
  if (/^\p{L}$/u.test(key))
    return isMod ? `mod+${key.toLowerCase()}` : shiftKey ? key.toUpperCase() : key.toLowerCase();
  const name = key === ' ' ? 'Space' : key;
  return isMod ? `mod+${name}` : name;
};
