import { CreatedApiKey, type ApiKeyScope } from '@signalbox/contracts';

import type { ServerProcess } from '../servers/server-process.ts';
import type { SendNext } from './arrivals.ts';
import type { LoadClient, LoadRequest } from './load-client.ts';

/** What a server can be asked too much of. */
export interface LoadKind {
  readonly name: 'chat' | 'report' | 'read';
  readonly scope: ApiKeyScope;
  readonly toRequest: (index: number) => LoadRequest;
}

const rowsPerReport = 100;
/** Keys that the requests are of, in turn. */
const keyCount = 8;
/** A key of such a limit has none that it meets. */
export const manyRequests = 1_000_000;

/** A run of the last minute, as senders report them that are up to date. */
const toRow = (number: number) => ({
  id: number,
  created: new Date(Date.now() - (number % 60) * 1000).toISOString(),
  status: number % 10 === 0 ? 'failed' : 'completed',
  time_taken: `${number % 50}.${number % 10}s`,
  initiator: `user${number % 100}`,
  tools: ['search', `tool-${number % 20}`],
  models: [{ name: `model-${number % 5}`, input_tokens: 900 + (number % 200), output_tokens: number % 300 }],
  cost: (number % 1000) / 10_000,
});

/** A report of new rows: the same number never comes twice within a run of the proof. */
export const toReport = (index: number, rows = rowsPerReport): LoadRequest => ({
  method: 'POST',
  path: '/api/v1/agents/load/versions/1.0/runs',
  body: JSON.stringify({ runs: Array.from({ length: rows }, (_, row) => toRow(index * rows + row)) }),
});

export const chatRequest: LoadRequest = {
  method: 'POST',
  path: '/api/v1/chat',
  body: JSON.stringify({ message: 'What is 5 + 10?' }),
};

const toProcedure = (name: string, input: object): string =>
  `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;

/** What the dashboard and programs ask most. */
const toReads = (): readonly string[] => {
  const now = Date.now();
  const span = { from: new Date(now - 86_400_000).toISOString(), until: new Date(now + 3_600_000).toISOString() };
  return [
    '/api/v1/runs?limit=20',
    toProcedure('metrics.getSummary', span),
    '/api/v1/agents',
    toProcedure('runs.list', { limit: 50 }),
  ];
};

const reads = toReads();

export const loadKinds: readonly LoadKind[] = [
  { name: 'chat', scope: 'run', toRequest: () => chatRequest },
  { name: 'report', scope: 'ingest', toRequest: (index) => toReport(index) },
  {
    name: 'read',
    scope: 'read',
    toRequest: (index) => ({ method: 'GET', path: reads[index % reads.length] ?? '' }),
  },
];

/** A key; its limits are those that every key has, unless told. */
export const createKey = async (
  server: ServerProcess,
  scopes: readonly ApiKeyScope[],
  requestsPerMinute: number | null = null,
): Promise<string> => {
  const input = { name: `Load ${scopes.join(' ')}`, scopes, requestsPerMinute };
  return CreatedApiKey.parse(await server.call('mutation', 'apiKeys.create', input)).key;
};

/** Sends requests of the kind, each another one, with several keys that have no limit. */
export const openSender = async (server: ServerProcess, client: LoadClient, kind: LoadKind): Promise<SendNext> => {
  const keys = await Promise.all(Array.from({ length: keyCount }, () => createKey(server, [kind.scope], manyRequests)));
  let sent = 0;
  return () => {
    const index = (sent += 1);
    return client.send(keys[index % keys.length] ?? '', kind.toRequest(index));
  };
};
