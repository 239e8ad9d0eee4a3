/** Time between two frames: at most 20 a second. */
const frameMs = 50;

/**
 * Sends what several sources have to tell in frames: after a quiet time at once, and then one every 50 ms, of the source
 * that waits longest. Keeps time also while one thread adds without a pause.
 */
export class FramePacer<Source> {
  readonly #send: (source: Source) => boolean;
  readonly #waiting = new Set<Source>();
  #timer: NodeJS.Timeout | undefined;
  #nextMs = 0;

  /** `send` answers whether there was something to send, and adds the source again when there is more. */
  constructor(send: (source: Source) => boolean) {
    this.#send = send;
  }

  add(source: Source): void {
    this.#waiting.add(source);
    if (performance.now() >= this.#nextMs) this.#tick();
  }

  /** Sends nothing of what waits. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#nextMs = 0;
  }

  #tick(): void {
    clearTimeout(this.#timer);
    this.#nextMs = performance.now() + frameMs;
    for (const source of this.#waiting) {
      this.#waiting.delete(source);
      if (!this.#send(source)) continue;
      this.#timer = setTimeout(() => this.#tick(), frameMs);
      return;
    }
    this.#nextMs = 0;
  }
}
