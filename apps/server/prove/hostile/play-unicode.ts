import { cleanText, isCleanText, type RunDetail } from '@signalbox/contracts';
import { z } from 'zod';

import { expandBytes, expandText, textsOf } from './expand-input.ts';
import { type HostileAnswer, toAddressText } from './hostile-client.ts';
import { type Stage, toResult } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { reportRow } from './report-row.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const ChatAnswer = z.object({ run_id: z.string() });
const CreatedKey = z.object({ id: z.string(), name: z.string() });

/** The odd text of a case: its own, or the deepest in the JSON that it gives. */
const findText = (input: unknown): string | undefined => {
  const text = expandText(input);
  if (text === undefined || !text.startsWith('{')) return text;
  return textsOf(JSON.parse(text)).at(-1);
};

/** Characters of an answer that lists show. */
const toPreview = (text: string): string => text.slice(0, 300).toWellFormed();

const isRefused = ({ status }: HostileAnswer): boolean => status >= 400 && status < 500;

/** Odd text where a name or an id is wanted, or something to compare with: nothing comes of it but an answer. */
const playNames = async (stage: Stage, text: string, faults: string[]): Promise<void> => {
  const { client } = stage;
  const part = toAddressText(text);
  const expectRefusal = (name: string, answer: HostileAnswer): void =>
    void faults.push(...expectThat(isRefused(answer), `${name} answered ${answer.status}`));
  const message = '2 + 2';
  for (const body of [
    { message, agent_id: text },
    { message, conversation_id: text },
    { message, model: `nobody/${text}` },
  ]) {
    expectRefusal(
      `a chat with ${Object.keys(body)[1]}`,
      await client.ask({ method: 'POST', path: '/api/v1/chat', body }, faults),
    );
  }
  for (const path of ['runs', 'agents', 'executions', 'tools']) {
    expectRefusal(`/${path}/{id}`, await client.ask({ method: 'GET', path: `/api/v1/${path}/${part}` }, faults));
  }
  expectRefusal('DELETE /runs/{id}', await client.ask({ method: 'DELETE', path: `/api/v1/runs/${part}` }, faults));
  for (const query of ['runs?q=', 'agents?q=', 'runs?agent_id=', 'runs?status=']) {
    await client.ask({ method: 'GET', path: `/api/v1/${query}${part}` }, faults);
  }
  const queries: [string, unknown][] = [
    ['runs.list', { search: text }],
    ['runs.list', { errorCode: text }],
    ['runs.list', { agent: text }],
    ['conversations.list', { agent: text }],
    ['agents.get', { agent: text }],
    ['tools.get', { name: text }],
    ['runs.get', { runId: text }],
    ['conversations.get', { conversationId: text }],
  ];
  for (const [name, input] of queries) await client.call('query', name, { input, faults });
  for (const change of [{ name: text }, { baseUrl: text }, { apiKey: text }]) {
    const input = { name: 'odd', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1', ...change };
    expectRefusal('connections.update', await client.call('mutation', 'connections.update', { input, faults }));
  }
};

/** Odd text where a person names something. */
const playKeyName = async (stage: Stage, text: string, faults: string[]): Promise<void> => {
  const { client } = stage;
  const input = { name: text, scopes: ['read'] };
  const answer = await client.call('mutation', 'apiKeys.create', { input, faults });
  if (!isCleanText(text))
    faults.push(...expectThat(isRefused(answer), `a name with broken characters: ${answer.status}`));
  if (isRefused(answer)) return;
  const { id, name } = CreatedKey.parse(toResult(answer));
  faults.push(...expectThat(name === text.trim(), `the name was changed into ${JSON.stringify(name)}`));
  await client.call('mutation', 'apiKeys.revoke', { input: { id }, faults });
};

/** Odd text that is only kept: cleaned where no database takes it, unchanged else. */
const playPayloads = async (stage: Stage, text: string, faults: string[]): Promise<void> => {
  const { client } = stage;
  const body = { message: `2 + 2 ${text} end`, model: 'demo/demo' };
  const answer = await client.ask({ method: 'POST', path: '/api/v1/chat', body, mayWait: true }, faults);
  if (!isRefused(answer)) {
    stage.countStart();
    const run: RunDetail = await stage.untilEnd(ChatAnswer.parse(answer.value).run_id, faults);
    const request = run.events.find((event) => event.type === 'user-request');
    const kept = request?.type === 'user-request' ? request.payload.text : '';
    faults.push(
      ...expectThat(kept === cleanText(body.message), `the message was kept as ${JSON.stringify(kept.slice(0, 100))}`),
    );
    const input = { runId: run.id, callId: text, decision: 'stop', note: text };
    const decided = await client.call('mutation', 'runs.decide', { input, faults });
    faults.push(...expectThat(isRefused(decided), `a decision about nothing answered ${decided.status}`));
  }
  for (const description of [`Adds. ${text} End.`, null]) {
    await client.ask({ method: 'PUT', path: '/api/v1/tools/current_time', body: { description } }, faults);
  }
  const tests = [
    { name: 'calculator', arguments: { expression: text } },
    { name: 'file_io', arguments: { operation: 'read', path: text } },
    { name: 'file_io', arguments: { operation: 'list', [text]: text } },
  ];
  for (const input of tests) await client.call('mutation', 'tools.test', { input, faults });
};

/** Bytes that are no text: refused wherever a body is read. */
const playBytes = async (stage: Stage, bytes: Buffer): Promise<Verdict> => {
  const faults: string[] = [];
  const body = Buffer.concat([Buffer.from('{"message":'), bytes, Buffer.from('}')]);
  const requests = [
    ['POST', '/api/v1/chat'],
    ['PUT', '/api/v1/tools/calculator'],
    ['POST', '/trpc/runs.start'],
    ['POST', '/trpc/apiKeys.create'],
  ] as const;
  for (const [method, path] of requests) {
    const answer = await stage.client.ask({ method, path, body }, faults);
    faults.push(...expectThat(isRefused(answer), `${method} ${path} answered ${answer.status}`));
  }
  return { faults };
};

/** Odd text in a report: names and ids refuse what no database takes, and what is only kept is cleaned. */
const playReport = async (stage: Stage, text: string, faults: string[]): Promise<void> => {
  const fields = { id: text, task_id: text, initiator: text, tools: [text], models: [text] };
  for (const [field, value] of Object.entries(fields)) {
    const { answer } = await reportRow(stage, { [field]: value }, faults);
    if (!isCleanText(text)) faults.push(...expectThat(isRefused(answer), `a report’s ${field}: ${answer.status}`));
  }
  const steps = [{ type: 'tool-call', tool: 'odd', arguments: { [text]: text } }];
  const { run } = await reportRow(stage, { output: `x ${text}`, error: text, steps }, faults);
  faults.push(...expectThat(run?.outputPreview === toPreview(cleanText(`x ${text}`)), 'an output was not kept'));
};

/** A text that databases and screens choke on, in every field that HTTP reaches. */
export const playUnicode = async (stage: Stage, { input }: CorpusCase): Promise<Verdict> => {
  const bytes = expandBytes(input);
  if (bytes) return playBytes(stage, bytes);
  const text = findText(input);
  if (text === undefined) return unknownShape(input);
  const faults: string[] = [];
  await playNames(stage, text, faults);
  await playKeyName(stage, text, faults);
  await playPayloads(stage, text, faults);
  await playReport(stage, text, faults);
  return { faults };
};
