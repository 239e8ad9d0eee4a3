interface MenuMove {
  readonly key: string;
  /** The row that has the focus; −1 is none. */
  readonly at: number;
  readonly labels: readonly string[];
}

/** The row a key goes to; null when the key is none of the menu's. A letter goes to the next row that begins with it. */
export const toMenuTarget = ({ key, at, labels }: MenuMove): number | null => {
  const count = labels.length;
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default: {
      if (key.length !== 1 || key === ' ') return null;
      const letter = key.toLowerCase();
      const step = labels.findIndex((_, offset) =>
        labels[(at + 1 + offset) % count]?.trim().toLowerCase().startsWith(letter),
      );
      return step === -1 ? null : (at + 1 + step) % count;
    }
  }
};
