import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface ModelServer {
  readonly baseUrl: string;
  stop(): void;
}

/** Starts a model server in a process of its own, which answers at once with so many tool calls one after another. */
export const startModelServer = async (answers: {
  readonly toolCalls: number;
  /** Of each answer. */
  readonly deltas: number;
}): Promise<ModelServer> => {
  const args = [String(answers.toolCalls), String(answers.deltas)];
  const child = fork(new URL('model-server.main.ts', import.meta.url), args, { silent: true });
  const printed: unknown[] = child.stdout ? await once(child.stdout, 'data') : [];
  return { baseUrl: `http://127.0.0.1:${String(printed[0]).trim()}/v1`, stop: () => child.disconnect() };
};
