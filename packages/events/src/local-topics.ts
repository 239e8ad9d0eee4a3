/** The listeners of one process, by topic. */
export class LocalTopics {
  readonly #listeners = new Map<string, Set<(message: string) => void>>();
  readonly #gapListeners = new Set<() => void>();

  subscribe(topic: string, listener: (message: string) => void): () => void {
    // wrapped, so that one function subscribed twice is two subscriptions
    const own = (message: string): void => listener(message);
    const listeners = this.#listeners.get(topic) ?? new Set();
    listeners.add(own);
    this.#listeners.set(topic, listeners);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
    };
  }

  onGap(listener: () => void): () => void {
    const own = (): void => listener();
    this.#gapListeners.add(own);
    return () => this.#gapListeners.delete(own);
  }

  deliver(topic: string, message: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(message);
  }

  gap(): void {
    for (const listener of this.#gapListeners) listener();
  }

  clear(): void {
    this.#listeners.clear();
    this.#gapListeners.clear();
  }
}
