import { newId } from '@signalbox/contracts';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';

const Content = z.object({ schema: z.record(z.string(), z.unknown()) });
const Operation = z.object({
  tags: z.array(z.string()),
  responses: z.record(z.string(), z.object({ content: z.object({ 'application/json': Content }).optional() })),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

let server: WiredServer;
let document: z.infer<typeof Document>;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
/** Operations that were asked, and answered with a success. */
const asked = new Set<string>();

beforeAll(async () => {
  server = await openWiredServer();
  document = Document.parse(await (await fetch(`${server.url}/openapi.json`)).json());
}, 30_000);
afterAll(() => server.close());

/** The path of the document that a route's path belongs to: the one with the most letters in common. */
const findTemplate = (path: string): string => {
  const matches = Object.keys(document.paths).filter((template) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  const plain = (template: string): number => template.replace(/\{[^}]+\}/g, '').length;
  const [found] = matches.toSorted((a, b) => plain(b) - plain(a));
  if (found === undefined) throw new Error(`the document has no ${path}`);
  return found;
};

/** Asks a route; fails when its answer is not what the document says of it. */
const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
  const init = { method, headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' } };
  const response = await fetch(`${server.url}${path}`, { ...init, ...(body && { body: JSON.stringify(body) }) });
  const { status } = response;
  const template = findTemplate(path.split('?')[0] ?? '');
  const operation = document.paths[template]?.[method.toLowerCase()];
  const described = operation?.responses[String(status)] ?? operation?.responses[`${Math.floor(status / 100)}XX`];
  expect(described, `${method} ${template} may answer ${status}`).toBeDefined();
  if (status < 300) asked.add(`${method} ${template}`);
  const text = await response.text();
  const content = described?.content?.['application/json'];
  expect(content === undefined, `${method} ${template} ${status} has a body`).toBe(text === '');
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (content) {
    const isRight = ajv.compile(content.schema);
    expect(isRight(answer), `${method} ${path}: ${ajv.errorsText(isRight.errors)}\n${text}`).toBe(true);
  }
  return { status, body: answer };
};

const Id = z.object({ id: z.string() });
const model_config = { provider: 'demo', model: 'demo' };
const message = 'What is 5 + 10, then multiply by 3?';
const messages = [{ role: 'user', content: message }];

test('every answer is what /openapi.json says, of success and of failure', async () => {
  const made = await ask('POST', '/api/v1/agents', { name: 'Contract', model_config, tools: ['calculator'] });
  const { id } = Id.parse(made.body);
  const started = await ask('POST', '/api/v1/chat', { message, agent_id: 'contract' });
  const { run_id: runId } = z.object({ run_id: z.string() }).parse(started.body);
  await ask('PUT', `/api/v1/agents/${id}`, { system_prompt: 'Be kind.', note: 'Kinder.' });
  await ask('PATCH', `/api/v1/agents/${id}`, { status: 'inactive' });
  for (const path of ['', '/executions', '/runs', '/versions', '/versions/2']) {
    expect((await ask('GET', `/api/v1/agents/contract${path}`)).status).toBe(200);
  }
  for (const path of [
    'agents?status=idle',
    'runs',
    `runs/${runId}`,
    `executions/${runId}`,
    'tools',
    'tools/calculator',
    'tools/calculator/usage',
    'ui/stats',
    'ui/recent_activity',
    'ui/agent_versions',
    'analytics/performance?bucket=day',
    'analytics/tool-usage',
  ]) {
    expect((await ask('GET', `/api/v1/${path}`)).status).toBe(200);
  }
  await ask('POST', '/api/v1/agents/activity', { agent_id: 'contract', status: 'success', details: { a: 1 } });
  for (const path of ['agents/contract/activity', 'activity?q=hello']) {
    expect((await ask('GET', `/api/v1/${path}`)).status).toBe(200);
  }
  const row = {
    created: '2026-11-01T10:00:00Z',
    status: 'completed',
    time_taken: '5m30s',
    models: ['m'],
    tools: ['t'],
  };
  const version = { version: '1.0.2', models: ['m'], tools: ['t'] };
  await ask('POST', '/api/v1/agents', { name: 'Elsewhere' });
  await ask('POST', '/api/v1/agents/elsewhere/register', { project: 'alpha' });
  expect((await ask('POST', '/api/v1/agents/elsewhere/versions', version)).status).toBe(201);
  expect((await ask('POST', '/api/v1/agents/elsewhere/versions', version)).status).toBe(200);
  expect((await ask('POST', '/api/v1/agents/elsewhere/versions', { ...version, models: [] })).status).toBe(409);
  const reported = '/api/v1/agents/elsewhere/versions/1.0.2/runs';
  expect((await ask('POST', reported, row)).status).toBe(200);
  expect((await ask('POST', reported, { runs: [row, {}] })).status).toBe(207);
  expect((await ask('POST', reported, { ...row, status: 'odd' })).status).toBe(400);
  for (const path of ['', '/executions', '/runs', '/versions', '/versions/1.0.2', '/versions/1.0.2/runs']) {
    expect((await ask('GET', `/api/v1/agents/elsewhere${path}`)).status).toBe(200);
  }
  expect((await ask('GET', '/api/v1/runs?agent_id=elsewhere&version=1.0.2&model=m&tool=t')).body).toHaveLength(2);
  await ask('PUT', '/api/v1/tools/calculator', { description: 'Calculates.' });
  await ask('DELETE', `/api/v1/agents/${id}`);
  await ask('POST', '/v1/chat/completions', { model: 'assistant', messages });
  await ask('GET', '/v1/models');
  await ask('GET', '/v1/models/assistant@1');
  await ask('DELETE', `/api/v1/runs/${runId}`);

  for (const path of ['agents', 'runs', 'executions', 'tools']) {
    expect((await ask('GET', `/api/v1/${path}/${newId()}`)).status).toBe(404);
  }
  for (const path of ['agents', 'agents/activity', 'chat'])
    expect((await ask('POST', `/api/v1/${path}`, {})).status).toBe(400);
  for (const path of ['activity', 'agents', 'runs'])
    expect((await ask('GET', `/api/v1/${path}?limit=0`)).status).toBe(400);
  expect((await ask('PATCH', '/api/v1/agents/contract', { surprise: 1 })).status).toBe(400);
  expect((await ask('POST', '/v1/chat/completions', { model: 'nobody', messages })).status).toBe(404);
  expect((await ask('GET', '/v1/models/nobody')).status).toBe(404);
  expect((await ask('GET', '/api/v1/ws/chat')).status).toBe(400);
  expect((await ask('GET', '/api/v1/playground/assistant')).status).toBe(400);

  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags }]) => ({ name: `${method.toUpperCase()} ${path}`, tags })),
  );
  const routes = operations.filter(({ tags }) => !tags.includes('WebSocket')).map(({ name }) => name);
  expect([...asked].toSorted()).toEqual(routes.toSorted());
});
