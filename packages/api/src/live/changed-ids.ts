import { isId } from '@signalbox/contracts';

/** More ids than this are told as "any may have". */
const maxIds = 100;

/** What changed since it was last taken. */
export class ChangedIds {
  readonly #ids = new Set<string>();
  #isAny = false;

  /** A message that is no id says: any may have. */
  add(message: string): void {
    if (isId(message)) this.#ids.add(message);
    if (!isId(message) || this.#ids.size > maxIds) this.#isAny = true;
  }

  /** The ids, none for "any"; undefined when nothing changed. */
  take(): string[] | undefined {
    const ids = this.#isAny ? [] : [...this.#ids];
    const hasNews = this.#isAny || ids.length > 0;
    this.#isAny = false;
    this.#ids.clear();
    return hasNews ? ids : undefined;
  }
}
