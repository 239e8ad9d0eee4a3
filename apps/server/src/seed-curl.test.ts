import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';

/** The curl lines, and the summaries of endpoints, of the platforms whose users should be at home here. */
const curl = `curl -X POST http://localhost:8000/api/chat \\
  -H "Content-Type: application/json" \\
  -d '{"message": "What is 5 + 10?"}'`;
const endpoints = `
POST   /api/chat              - Send message, get response
GET    /api/runs              - List run history
GET    /api/runs/{id}         - Get run with all steps
GET    /api/tools             - List all tools
GET    /api/tools/{id}        - Get tool schema
PUT    /api/tools/{id}        - Update tool (enable/disable)
POST   /api/v1/agents          Create agent
GET    /api/v1/agents          List agents
GET    /api/v1/agents/:id      Get agent
PATCH  /api/v1/agents/:id      Update agent
DELETE /api/v1/agents/:id      Delete agent
DELETE /api/runs/{id}         - Delete a run
`;

/** Of the metrics server and of the registry, in their order; the braces are theirs. */
const reportCurls = `
curl -X GET http://localhost:9999/api/v1/agents

curl -X POST http://localhost:9999/api/v1/agents/my-agent/register \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "my-agent", 
    "project": "my-project"
  }'

curl -X POST http://localhost:9999/api/v1/agents/{agentId}/versions \\
  -H "Content-Type: application/json" \\
  -d '{
    "version": "1.0.2",
    "cluster": "123",
    "tools": ["tool1", "tool2"],
    "models": ["model1", "model2"],
    "deployment": "prod"
  }'

curl -X GET http://localhost:9999/api/v1/agents/{agentId}/versions

curl -X GET http://localhost:9999/api/v1/agents/{agentId}/versions/{version}

curl -X POST http://localhost:9999/api/v1/agents/{agentId}/versions/1.0.2/runs \\
  -H "Content-Type: application/json" \\
  -d '{
    "created": "2023-08-01T12:00:00Z",
    "status": "completed",
    "time_taken": "5m30s",
    "initiator": "user123",
    "tools": ["tool1", "tool2"],
    "cost": 0.1,
    "models": ["model1", "model2"],
    "id": 123,
    "task_id": 12
  }'

curl -X POST http://localhost:9999/api/v1/agents/{agentId}/versions/1.0.2/runs \\
  -H "Content-Type: application/json" \\
  -d '{
    "runs": [
      {
        "created": "2023-08-01T12:00:00Z",
        "status": "completed",
        "time_taken": "5m30s",
        "initiator": "user123",
        "tools": ["tool1", "tool2"],
        "cost": 0.1,
        "models": ["model1", "model2"],
        "id": 123,
        "task_id": 12
      },
      {
        "created": "2023-08-01T13:00:00Z",
        "status": "failed",
        "time_taken": "2m10s",
        "initiator": "user456",
        "tools": ["tool3", "tool4"],
        "cost": 0.05,
        "models": ["model3"],
        "id": 124,
        "task_id": 13
      }
    ]
  }'

curl -X GET http://localhost:9999/api/v1/agents/{agentId}/versions/{version}/runs

curl -X GET http://localhost:9999/api/v1/agents/{agentId}/runs

curl -X GET "http://localhost:8000/api/v1/agents?type=coder&status=idle&limit=10" \\
  -H "Content-Type: application/json"

curl -X GET "http://localhost:8000/api/v1/agents/1?history_limit=50" \\
  -H "Content-Type: application/json"
`;

let server: WiredServer;
beforeAll(async () => void (server = await openWiredServer()), 30_000);
afterAll(() => server.close());

/** What a later line names. */
const Made = z.object({ id: z.string().optional(), run_id: z.string().optional() });

const localhost = /^http:\/\/localhost:(?:8000|9999)/;

/** Sends what the line says, to this server and with a key. */
const runCurl = (line: string): Promise<Response> => {
  const words = [...line.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  const valuesOf = (flag: string) => words.filter((_, index) => words[index - 1] === flag);
  const headers = new Headers({ authorization: `Bearer ${server.key}` });
  for (const header of valuesOf('-H')) {
    const [name = '', value = ''] = header.split(': ');
    headers.set(name, value);
  }
  const [method = 'GET'] = valuesOf('-X');
  const [body] = valuesOf('-d');
  const url = words.find((word) => localhost.test(word)) ?? '';
  return fetch(url.replace(localhost, server.url), { method, headers, ...(body !== undefined && { body }) });
};

test('the curl line of the agent platform', async () => {
  const response = await runCurl(curl);
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { response: 'The result is 15.', run_id: expect.any(String) },
  ]);
});

describe('the curl lines of the agents registry', () => {
  const sent = {
    agent_id: 1,
    task_id: 123,
    status: 'success',
    output: 'Task completed successfully',
    duration_ms: 300_000,
  };
  const log = (body: object) =>
    runCurl(`curl -X POST "http://localhost:8000/api/v1/agents/activity" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(body, null, 2)}'`);
  const read = async (path: string) => (await runCurl(`curl -X GET "http://localhost:8000/api/${path}"`)).json();

  test('an activity is logged, of an agent whose id is a number', async () => {
    const response = await log(sent);
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        status: 'success',
        message: 'Agent activity logged successfully',
        id: expect.any(String),
        agent_id: 1,
        task_id: 123,
        stored_in_memory_mcp: false,
        stored_in_redis: false,
        broadcasted_via_websocket: true,
      },
    ]);
    const [name, failed] = ['Backend API Developer', { status: 'timeout', error: 'Too slow' }];
    expect((await log({ agent_id: name, ...failed, output: null })).status).toBe(200);
  });

  test('it stands in the feed and under its agent', async () => {
    const { agent_id: _, status, ...rest } = sent;
    const entry = { ...rest, task_id: '123', activity_type: status, status, agent_name: '1', intent: 'implementation' };
    expect(await read('agents/1/activity')).toMatchObject({ items: [entry], next_cursor: null });
    expect(await read('v1/activity?agent_id=backend-api-developer')).toMatchObject({
      items: [{ status: 'timeout', error: 'Too slow', intent: 'bugfix' }],
    });
    expect(await read('activity?q=sucessfully')).toMatchObject({ items: [entry], searched_in: ['database'] });
    expect(await read('activity?limit=1')).toMatchObject({
      items: [expect.anything()],
      next_cursor: expect.any(String),
    });
    expect(await read('agents/nobody/activity')).toMatchObject({ error: { code: 'agent.not-found' } });
  });
});

describe('the curl lines of the metrics server and the registry, in turn', () => {
  const lines = reportCurls
    .trim()
    .split('\n\n')
    .map((line) => line.replaceAll('{agentId}', 'my-agent').replaceAll('{version}', '1.0.2'));

  // the registry’s agents have numbers: here they are names
  beforeAll(async () => {
    await runCurl(
      `curl -X POST http://localhost:8000/api/v1/agents/1/register -H "Content-Type: application/json" -d '{}'`,
    );
  });

  /** What a line that reports is answered with: of the second, the first run is known. */
  const toReported = (line: string): object | undefined => {
    if (line.includes('"runs": [')) return { accepted: 1, duplicates: 1, rejected: [] };
    return line.includes('"time_taken"') ? { accepted: 1, duplicates: 0, rejected: [] } : undefined;
  };

  test.each(lines)('%s', async (line) => {
    const response = await runCurl(line);
    const answer: unknown = await response.json();
    expect([response.ok, answer]).toEqual([true, toReported(line) ?? answer]);
  });

  test('and both runs are listed', async () => {
    const response = await runCurl('curl http://localhost:9999/api/v1/agents/my-agent/versions/1.0.2/runs');
    const { items } = z.object({ items: z.array(z.object({ external_id: z.string() })) }).parse(await response.json());
    expect(items.map(({ external_id: id }) => id)).toEqual(['124', '123']);
  });
});

test('the API documents are where the platforms have them', async () => {
  const response = await fetch(`${server.url}/docs`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});

describe('the endpoints of their summaries, in turn', () => {
  const bodies: Readonly<Record<string, object>> = {
    'POST /api/chat': { message: 'What is 5 + 10, then multiply by 3?' },
    'PUT /api/tools/{id}': { enabled: true, description: 'Calculates.' },
    'POST /api/v1/agents': {
      name: 'Support',
      model_config: { provider: 'demo', model: 'demo' },
    },
    'PATCH /api/v1/agents/:id': { status: 'draft' },
  };
  const ids: Record<string, string> = { tools: 'calculator' };
  const lines = endpoints
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/, 2).join(' '));

  test.each(lines)('%s', async (line) => {
    const [method = '', path = ''] = line.split(' ');
    const resource = path.split('/').find((part) => ['runs', 'tools', 'agents'].includes(part)) ?? 'runs';
    const url = `http://localhost:8000${path.replace(/\{id\}|:id/, ids[resource] ?? '')}`;
    const body = bodies[line];
    const given = body ? `-H "Content-Type: application/json" -d '${JSON.stringify(body)}'` : '';
    const response = await runCurl(`curl -X ${method} ${url} ${given}`);
    expect([response.status, response.ok]).toEqual([expect.any(Number), true]);
    const text = await response.text();
    if (method !== 'POST') return;
    const { id, run_id: runId } = Made.parse(JSON.parse(text));
    if (runId !== undefined) ids['runs'] = runId;
    if (id !== undefined) ids['agents'] = id;
  });
});

describe('the curl lines of the metrics server’s dashboard', () => {
  const Card = z.strictObject({
    title: z.string(),
    value: z.string(),
    change: z.string(),
    icon: z.string(),
    trend: z.string(),
    raw: z.number(),
  });
  const Activity = z.strictObject({
    id: z.string(),
    agent: z.string(),
    action: z.string(),
    status: z.string(),
    time: z.iso.datetime(),
    duration: z.number().nullable(),
    cost: z.number().nullable(),
  });
  const Version = z.strictObject({
    id: z.string(),
    name: z.string(),
    project: z.string(),
    status: z.string(),
    lastSeen: z.iso.datetime().nullable(),
    version: z.string(),
    avgRuntime: z.number().nullable(),
    successRate: z.number().nullable(),
    totalRuns: z.number(),
    spend: z.number(),
    tools: z.union([z.array(z.string()), z.literal('all')]),
    models: z.array(z.string()),
    cluster: z.string(),
  });

  /** What the lines print, whose first row must have the fields that the seed shows. */
  const ask = async <Row extends z.ZodType>(name: string, row: Row): Promise<z.infer<Row>[]> => {
    await runCurl(curl);
    const response = await runCurl(`curl -X GET http://localhost:9999/api/v1/ui/${name}`);
    return z.array(row).parse(await response.json());
  };

  test('/ui/stats', async () => {
    const cards = await ask('stats', Card);
    expect(cards.map(({ title, icon }) => [title, icon])).toEqual([
      ['Active Agents', 'Bot'],
      ['Total Runs Today', 'Activity'],
      ['Avg Response Time', 'Clock'],
      ['Total Cost Today', 'DollarSign'],
    ]);
    expect(cards[1]?.raw).toBeGreaterThan(0);
  });

  test('/ui/recent_activity', async () => {
    const [newest] = await ask('recent_activity', Activity);
    expect(newest).toMatchObject({ agent: 'Assistant', action: 'completed run' });
  });

  test('/ui/agent_versions', async () => {
    const versions = await ask('agent_versions', Version);
    expect(versions).toContainEqual(expect.objectContaining({ name: 'Assistant', version: 'v1', successRate: 100 }));
  });
});
