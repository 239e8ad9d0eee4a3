/** What a key does, in words for the list of keys. */
export interface KeyBinding {
  readonly label: string;
  readonly run: () => void;
}

/** By key: `j`, `N`, `?`, `Enter`, `Space`, `Escape`, a sequence as `g r`, with Ctrl or ⌘ as `mod+k`. */
export type KeyMap = Readonly<Record<string, KeyBinding>>;

/** Where keys work; those of the page come before those of everywhere. */
export type KeyGroup = 'This page' | 'Everywhere';

interface KeySet {
  readonly group: KeyGroup;
  readonly keys: () => KeyMap;
}

const sequenceMs = 1500;

/** The keys that work at the moment. The set that came last wins; the page's sets win over the shell's. */
export class Keyboard {
  readonly #sets: KeySet[] = [];
  #prefix: { readonly key: string; readonly untilMs: number } | null = null;

  register(set: KeySet): () => void {
    this.#sets.push(set);
    return () => {
      this.#sets.splice(this.#sets.indexOf(set), 1);
    };
  }

  /** What a press does: a binding to run, `prefix` for the first key of a sequence, null for nothing. */
  press(key: string, nowMs: number): KeyBinding | 'prefix' | null {
    const prefix = this.#prefix && nowMs <= this.#prefix.untilMs ? this.#prefix.key : null;
    this.#prefix = null;
    if (prefix !== null) return this.#find(`${prefix} ${key}`);
    const found = this.#find(key);
    if (found) return found;
    if (!this.#keys().some((known) => known.startsWith(`${key} `))) return null;
    this.#prefix = { key, untilMs: nowMs + sequenceMs };
    return 'prefix';
  }

  /** Every key with its label, once, in the order the sets came. */
  list(group: KeyGroup): readonly { readonly keys: string; readonly label: string }[] {
    const labels = new Map<string, string>();
    for (const set of this.#sets) {
      if (set.group !== group) continue;
      for (const [keys, { label }] of Object.entries(set.keys())) labels.set(keys, label);
    }
    return [...labels].map(([keys, label]) => ({ keys, label }));
  }

  #keys(): string[] {
    return this.#sets.flatMap((set) => Object.keys(set.keys()));
  }

  #find(key: string): KeyBinding | null {
    for (const group of ['This page', 'Everywhere'] as const) {
      const set = this.#sets.findLast((one) => one.group === group && Object.hasOwn(one.keys(), key));
      const binding = set?.keys()[key];
      if (binding) return binding;
    }
    return null;
  }
}
