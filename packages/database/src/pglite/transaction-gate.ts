interface Waiting {
  readonly closes: boolean;
  readonly pass: () => void;
}

/**
 * The order of work on PGlite's one session: statements pass freely while no transaction is open, a transaction
 * closes the gate behind itself until it ends, and nothing overtakes what came before it.
 */
export class TransactionGate {
  #isOpen = true;
  readonly #waiting: Waiting[] = [];

  /** Resolves with what `send` returns; `send` runs in the moment its turn comes. */
  pass<Result>(send: () => Promise<Result>): Promise<Result> {
    return this.#enter(false, send);
  }

  /** As `pass`, and closes the gate until `leave`. */
  enter<Result>(send: () => Promise<Result>): Promise<Result> {
    return this.#enter(true, send);
  }

  leave(): void {
    this.#isOpen = true;
    while (this.#isOpen) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (next.closes) this.#isOpen = false;
      next.pass();
    }
  }

  #enter<Result>(closes: boolean, send: () => Promise<Result>): Promise<Result> {
    if (this.#isOpen && this.#waiting.length === 0) {
      if (closes) this.#isOpen = false;
      return send();
    }
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.#waiting.push({ closes, pass: () => resolve(send()) });
    return promise;
  }
}
