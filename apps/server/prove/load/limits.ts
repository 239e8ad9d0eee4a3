import { defaultRequestsPerMinute, newId } from '@signalbox/contracts';

import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { LoadClient, type LoadRequest } from './load-client.ts';
import { chatRequest, createKey, toReport } from './load-kinds.ts';

type Limit = keyof typeof defaultRequestsPerMinute | 'sign-in';

/** How a limit is met: so many requests of this kind, with a key of these rights or without one. */
interface LimitCase {
  readonly limit: Limit;
  readonly scope: 'read' | 'run' | 'ingest' | 'admin' | null;
  readonly most: number;
  /** What each counts for. */
  readonly points?: number;
  readonly toRequest: (index: number) => LoadRequest;
}

/** Requests sent beyond each limit. */
const beyond = 5;
const clients = 8;
const signInsPerMinute = 5;

const post = (path: string, body: object): LoadRequest => ({ method: 'POST', path, body: JSON.stringify(body) });
const activity = { agent_id: 'limited', status: 'success' };
const signIn = { email: 'nobody@example.com', password: 'not the password of anybody' };

const { read, change, start, report, activity: activities } = defaultRequestsPerMinute;
const { 'agents-read': agentsRead, 'agents-create': agentsCreate, 'report-rows': rows } = defaultRequestsPerMinute;
const rowsAtOnce = 1000;

const cases: readonly LimitCase[] = [
  { limit: 'read', scope: 'read', most: read, toRequest: () => ({ method: 'GET', path: '/api/v1/runs?limit=1' }) },
  // of a run that nobody knows: it counts all the same
  { limit: 'change', scope: 'run', most: change, toRequest: () => post('/trpc/runs.cancel', { runId: newId() }) },
  { limit: 'start', scope: 'run', most: start, toRequest: () => chatRequest },
  {
    limit: 'agents-read',
    scope: 'read',
    most: agentsRead,
    toRequest: () => ({ method: 'GET', path: '/api/v1/agents' }),
  },
  {
    limit: 'agents-create',
    scope: 'admin',
    most: agentsCreate,
    toRequest: (index) => post('/api/v1/agents', { name: `Limited ${index}` }),
  },
  { limit: 'report', scope: 'ingest', most: report, toRequest: (index) => toReport(index, 1) },
  {
    limit: 'report-rows',
    scope: 'ingest',
    most: rows,
    points: rowsAtOnce,
    toRequest: (index) => toReport(index + report, rowsAtOnce),
  },
  { limit: 'activity', scope: 'ingest', most: activities, toRequest: () => post('/api/v1/agents/activity', activity) },
  { limit: 'sign-in', scope: null, most: signInsPerMinute, toRequest: () => post('/auth/sign-in/email', signIn) },
];

export interface LimitsReport {
  readonly limits: number;
  /** What was let through of each, of so many. */
  readonly let: Readonly<Record<string, string>>;
  /** Each begins with its limit. */
  readonly faults: readonly string[];
}

const meet = async (
  server: ServerProcess,
  client: LoadClient,
  one: LimitCase,
): Promise<{ let: number; odd: number }> => {
  const { scope, most, points = 1, toRequest } = one;
  const key = scope === null ? '' : await createKey(server, [scope]);
  const wanted = most / points + beyond;
  let sent = 0;
  // of large reports one at a time: more would wait for each other, and be refused for that
  const asked = Array.from({ length: points > 1 ? 1 : clients }, async () => {
    const answers = [];
    while (sent < wanted) answers.push(await client.send(key, toRequest((sent += 1))));
    return answers;
  });
  const answers = (await Promise.all(asked)).flat();
  const refused = answers.filter(({ status }) => status === 429);
  return {
    let: answers.length - refused.length,
    odd: refused.filter(({ retryAfter }) => !(Number(retryAfter) >= 1)).length,
  };
};

/** Meets every default limit of a minute with a key of its own: exactly so many are let through, the rest is told when to come back. */
export const meetLimits = async (options: {
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<LimitsReport> => {
  const { databaseUrl, log } = options;
  const faults: string[] = [];
  const told: Record<string, string> = {};
  await withServer({ databaseUrl, demoTokensPerSecond: 0 }, async (server) => {
    const client = new LoadClient(server.url);
    for (const one of cases) {
      const { let: passed, odd } = await meet(server, client, one);
      const most = one.most / (one.points ?? 1);
      told[one.limit] = `${passed} of ${most + beyond}`;
      if (passed !== most) faults.push(`${one.limit}: ${passed} were let through, not ${most}`);
      if (odd > 0) faults.push(`${one.limit}: ${odd} were refused without Retry-After`);
      log?.(`${one.limit}: ${told[one.limit]}`);
    }
    client.close();
  });
  return { limits: cases.length, let: told, faults };
};
