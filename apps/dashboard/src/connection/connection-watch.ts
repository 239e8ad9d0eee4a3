import { createContext, useContext, useSyncExternalStore } from 'react';

/** When this tab last heard from the server, by any answer, event or ping. */
export class ConnectionWatch {
  #lastContactMs: number;
  readonly #listeners = new Set<() => void>();

  constructor(nowMs: number) {
    this.#lastContactMs = nowMs;
  }

  /** The server was heard. */
  note(nowMs: number = Date.now()): void {
    this.#lastContactMs = nowMs;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly lastContactMs = (): number => this.#lastContactMs;
}

export const ConnectionContext = createContext(new ConnectionWatch(0));

/** When the server was last heard, in milliseconds since the epoch. */
export const useLastContactMs = (): number => {
  const connection = useContext(ConnectionContext);
  return useSyncExternalStore(connection.subscribe, connection.lastContactMs);
};
