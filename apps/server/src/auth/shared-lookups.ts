/**
 * Looks the same thing up once for all who ask at the same time. Nobody gets what was looked up before they asked: who comes
 * while it is being done shares the next one.
 */
export class SharedLookups<Value> {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #next = new Map<string, Promise<Value>>();

  /** What is found by the first who asked for it, or the error that this ended with. */
  find(key: string, look: () => Promise<Value>): Promise<Value> {
    const next = this.#next.get(key);
    if (next) return next;
    const running = this.#running.get(key);
    if (!running) return this.#start(key, look);
    const after = running.then(() => {
      this.#next.delete(key);
      return this.#start(key, look);
    });
    this.#next.set(key, after);
    return after;
  }

  #start(key: string, look: () => Promise<Value>): Promise<Value> {
    const found = look();
    const end = (): void => void this.#running.delete(key);
    this.#running.set(key, found.then(end, end));
    return found;
  }
}
