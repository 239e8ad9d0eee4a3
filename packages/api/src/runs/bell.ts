/** What a stream sleeps on: rung when there may be events to read, nudged when there is other news. */
export class Bell {
  readonly #pollMs: number;
  readonly #closers: (() => void)[] = [];
  #woken = Promise.withResolvers<void>();
  #hasRung = true;

  /** Rings by itself after so long without a ring. */
  constructor(pollMs: number) {
    this.#pollMs = pollMs;
  }

  ring(): void {
    this.#hasRung = true;
    this.#woken.resolve();
  }

  nudge(): void {
    this.#woken.resolve();
  }

  /** Whether it rang; from now on it has not: called before the log is read, so that nothing after is missed. */
  takeRing(): boolean {
    const hasRung = this.#hasRung;
    this.#hasRung = false;
    return hasRung;
  }

  /** Resolves with the next ring or nudge, or at once when there was one since the last wait. */
  async wait(): Promise<void> {
    const timer = setTimeout(() => this.ring(), this.#pollMs);
    await this.#woken.promise;
    clearTimeout(timer);
    this.#woken = Promise.withResolvers();
  }

  onClose(close: () => void): void {
    this.#closers.push(close);
  }

  close(): void {
    for (const close of this.#closers) close();
  }
}
