import { CreatedApiKey } from '@signalbox/contracts';
import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { z } from 'zod';

import { startModelServer } from '../prove/servers/model-server.ts';
import type { ServerProcess } from '../prove/servers/server-process.ts';
import { withServer } from '../prove/servers/with-server.ts';
import { readCpuMs, toPercentile } from './figures.ts';

/** Promised for a chat with two tool calls over HTTP, on a model that answers at once. */
const bounds = { p50Ms: 15, perSecond: 120 } as const;
const warmUpMs = 3000;
const measuredMs = 5000;
const clients = 10;

const ChatAnswer = z.object({ status: z.literal('completed'), response: z.string().min(1) });

interface Figures {
  readonly latenciesMs: readonly number[];
  readonly perSecond: number;
  /** Processor time of the server, and of its database if that is embedded. */
  readonly cpuMs: number;
}

/** Asks again and again for the time, each client its next question when it has its answer. */
const ask = async (
  { url, pid }: ServerProcess,
  key: string,
  { clientCount, forMs }: { clientCount: number; forMs: number },
) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ message: 'Go.' });
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  const startCpuMs = readCpuMs(pid);
  const client = async (): Promise<void> => {
    for (let beganMs = startMs; beganMs - startMs < forMs;) {
      const response = await fetch(`${url}/api/v1/chat`, { method: 'POST', headers, body });
      ChatAnswer.parse(await response.json());
      const now = performance.now();
      latenciesMs.push(now - beganMs);
      beganMs = now;
    }
  };
  await Promise.all(Array.from({ length: clientCount }, client));
  const perSecond = (latenciesMs.length * 1000) / (performance.now() - startMs);
  return { latenciesMs, perSecond, cpuMs: (readCpuMs(pid) - startCpuMs) / latenciesMs.length } satisfies Figures;
};

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const tell = (name: string, { latenciesMs, perSecond, cpuMs }: Figures): void => {
  const p50Ms = toPercentile(latenciesMs, 0.5);
  const p95Ms = toPercentile(latenciesMs, 0.95);
  write(
    `${name}\tp50 ${p50Ms.toFixed(1)} ms (${(p50Ms / bounds.p50Ms).toFixed(2)} of ${bounds.p50Ms})\t` +
      `p95 ${p95Ms.toFixed(1)} ms\t${perSecond.toFixed(0)}/s (${(perSecond / bounds.perSecond).toFixed(2)} of ${bounds.perSecond})\t` +
      `${cpuMs.toFixed(1)} ms CPU a chat`,
  );
};

const modelServer = await startModelServer({ toolCalls: 2, deltas: 20 });
const environment = { API_BASE_URL: modelServer.baseUrl, MODEL: 'bench' };
for (const engine of testEngines) {
  const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
  await withServer({ databaseUrl: database?.url, environment }, async (server) => {
    const input = { name: 'Bench', scopes: ['run'], requestsPerMinute: 1_000_000 };
    const { key } = CreatedApiKey.parse(await server.call('mutation', 'apiKeys.create', input));
    await ask(server, key, { clientCount: clients, forMs: warmUpMs });
    tell(`${engine}\t1 client`, await ask(server, key, { clientCount: 1, forMs: measuredMs }));
    tell(`${engine}\t${clients} clients`, await ask(server, key, { clientCount: clients, forMs: measuredMs }));
  });
  await database?.close();
}
modelServer.stop();
