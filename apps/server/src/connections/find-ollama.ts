import type { ConnectionOffer } from '@signalbox/contracts';

/** A port without a program refuses at once: only a host that hangs takes as long. */
const timeoutMs = 2000;
const askEveryMs = 60_000;

/** The Ollama that answers, as it would be connected; null when none does. */
export type FindOllama = () => Promise<ConnectionOffer | null>;

const isThere = async (fetch: typeof globalThis.fetch, address: string): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${address}/api/version`, { signal, redirect: 'manual' });
    const text = await response.text();
    return response.ok && text.includes('"version"');
  } catch {
    return false;
  }
};

/** Looks for an Ollama at an origin when somebody asks, and at most once a minute. */
export const createFindOllama = (fetch: typeof globalThis.fetch, address: string): FindOllama => {
  const offer: ConnectionOffer = { name: 'ollama', kind: 'openai-compatible', baseUrl: `${address}/v1` };
  let asked: { readonly atMs: number; readonly isThere: Promise<boolean> } | undefined;
  return async () => {
    const nowMs = performance.now();
    if (!asked || nowMs - asked.atMs > askEveryMs) asked = { atMs: nowMs, isThere: isThere(fetch, address) };
    return (await asked.isThere) ? offer : null;
  };
};
