import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AgentSpec, type AgentSpecInput, type ModelChoice, RunDetail } from '@signalbox/contracts';
import { insertAgent } from '@signalbox/database';
import { unpackDatabase } from '@signalbox/database/testing';
import { z } from 'zod';

import { readConfig } from '../config.ts';
import { startServer } from '../start-server.ts';
import { startVendorWires } from './start-vendor-wires.ts';

const ChatAnswer = z.object({
  response: z.string(),
  run_id: z.string(),
  conversation_id: z.string(),
  status: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
const QueryAnswer = z.object({ result: z.object({ data: z.unknown() }) });

/** A whole server on a database of its own that reaches the vendors on this machine, and ways to ask it. */
export const openWiredServer = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-wired-'));
  const [wires] = await Promise.all([startVendorWires(), unpackDatabase(dataDir)]);
  const settings = {
    PORT: '0',
    SIGNALBOX_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0',
  };
  const server = await startServer(readConfig([], { ...settings, ...wires.environment }));
  const { services, workspaceId } = await server.ready;
  const key = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const post = (body: object): Promise<Response> =>
    fetch(`${server.url}/api/v1/chat`, { method: 'POST', headers, body: JSON.stringify(body) });
  /** What a query of the API answers. */
  const query = async <Data extends z.ZodType>(name: string, input: object, data: Data): Promise<z.infer<Data>> => {
    const response = await fetch(`${server.url}/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers,
    });
    return data.parse(QueryAnswer.parse(await response.json()).result.data);
  };
  return {
    url: server.url,
    /** The command line's: it may do everything, without a limit. */
    key,
    wires,
    services,
    workspaceId,
    post,
    query,
    chat: async (body: object) => ChatAnswer.parse(await (await post(body)).json()),
    getRun: (runId: string) => query('runs.get', { runId }, RunDetail),
    /** Makes an agent that has these models, tried in order. */
    addAgent: (slug: string, models: ModelChoice[], rest: AgentSpecInput = {}) =>
      insertAgent(services.database.db, {
        workspaceId,
        slug,
        name: slug,
        spec: AgentSpec.parse({
          models,
          instructions: 'Be brief.',
          tools: ['calculator'],
          limits: { wallTimeMs: 60_000 },
          ...rest,
        }),
        status: 'active',
        author: null,
        at: new Date().toISOString(),
      }),
    close: async () => {
      await server.stop();
      await wires.close();
      rmSync(dataDir, { recursive: true });
    },
  };
};

export type WiredServer = Awaited<ReturnType<typeof openWiredServer>>;
