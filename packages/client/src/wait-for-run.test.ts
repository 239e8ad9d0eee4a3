import { newId, type RunEventDraft } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { createSignalboxClient } from './create-signalbox-client.ts';
import { isSignalboxError } from './signalbox-error.ts';
import { callModel } from './testing/call-model.ts';
import { openLogServer } from './testing/open-log-server.ts';

const open = async () => {
  const server = await openLogServer();
  const { runs } = createSignalboxClient({ url: server.url, apiKey: 'secret-key' });
  return { server, runs, log: server.log };
};

const answer = (text: string): RunEventDraft => ({
  type: 'agent-response',
  payload: { attempt: 1, blocks: [{ type: 'text', text }] },
});
const end: RunEventDraft = { type: 'run-end', payload: { status: 'completed' } };
const call: RunEventDraft = {
  type: 'tool-call',
  payload: {
    callId: 'c1',
    providerCallId: null,
    attempt: 1,
    tool: 'transfer',
    arguments: { amount: 5 },
    effect: 'write',
    idempotencyKey: 'c1',
  },
};
const approval: RunEventDraft = {
  type: 'approval-request',
  payload: { callId: 'c1', reason: 'unknown-outcome', message: 'Did it happen?' },
};
const decision: RunEventDraft = {
  type: 'approval-decision',
  payload: { callId: 'c1', decision: 'happened', by: { kind: 'user', id: 'u', name: 'U' } },
};

test('a run is started and waited for, over a cut and a restart', async () => {
  const { server, runs, log } = await open();
  const started: string[] = [];
  const settled = runs.startAndWait({ message: 'Hello' }, { onStart: ({ runId }) => started.push(runId) });
  await expect.poll(() => server.requests.length).toBe(2);
  log.append(callModel(1));
  server.cut();
  await expect.poll(() => server.requests.length).toBe(3);
  await server.stop();
  log.append(answer('Hi.'));
  log.append(end);
  await server.start();
  expect(await settled).toMatchObject({ runId: log.id, status: 'completed', text: 'Hi.', output: null });
  expect(started).toEqual([log.id]);
});

test('a start without an answer is sent again under its key, until there is one', async () => {
  const { server, runs, log } = await open();
  server.statuses.push(502, 503);
  const settled = runs.startAndWait({ message: 'Hello' });
  await expect.poll(() => log.events.length).toBe(1);
  expect(new Set(log.keys).size).toBe(1);
  log.append(callModel(1));
  log.append(answer('Hi.'));
  log.append(end);
  expect(await settled).toMatchObject({ status: 'completed' });
  server.statuses.push(429);
  await expect(runs.startAndWait({ message: 'Hello' })).rejects.toMatchObject({ httpStatus: 429 });
});

test('a start under a key that was used tells how that run stands, not how it stood', async () => {
  const { runs, log } = await open();
  const start = () => runs.startAndWait({ message: 'Hello', idempotencyKey: 'order 7' });
  const first = start();
  await expect.poll(() => log.events.length).toBe(1);
  for (const event of [callModel(1), call, approval]) log.append(event);
  expect(await first).toMatchObject({ status: 'waiting' });
  for (const event of [decision, answer('Hi.'), end]) log.append(event);
  expect(await start()).toMatchObject({ status: 'completed', text: 'Hi.' });
});

test('what a model was asked to answer as JSON is read; what is none is null', async () => {
  const { runs, log } = await open();
  log.append(callModel(1, { output: { name: 'sum', schema: {} } }));
  log.append(answer('{"sum": 15}'));
  log.append(end);
  expect(await runs.wait(log.id)).toMatchObject({ text: '{"sum": 15}', output: { sum: 15 } });
  const other = await open();
  other.log.append(callModel(1, { output: { name: 'sum', schema: {} } }));
  other.log.append(answer('{"sum"'));
  other.log.append(end);
  expect(await other.runs.wait(other.log.id)).toMatchObject({ text: '{"sum"', output: null });
});

test('a run that failed is a result with its reason', async () => {
  const { runs, log } = await open();
  log.append({
    type: 'run-end',
    payload: { status: 'failed', error: { code: 'run.step-limit', message: 'Too long.' } },
  });
  const settled = await runs.wait(log.id);
  expect(settled).toMatchObject({
    status: 'failed',
    text: '',
    error: { code: 'run.step-limit', message: 'Too long.' },
  });
});

test('a run that waits for a person says for what; known waits are waited out', async () => {
  const { runs, log } = await open();
  log.append(call);
  log.append(approval);
  const settled = await runs.wait(log.id);
  const waitsFor = [{ callId: 'c1', tool: 'transfer', arguments: { amount: 5 }, reason: 'unknown-outcome' }];
  expect(settled).toMatchObject({ status: 'waiting', waitsFor, lastEventId: '2' });
  // the decision is not in the log yet
  const next = runs.wait(log.id, { lastEventId: settled.lastEventId });
  log.append(decision);
  log.append(answer('Done.'));
  log.append(end);
  expect(await next).toMatchObject({ status: 'completed', text: 'Done.' });
});

test('a wait that was over long ago is not reported', async () => {
  const { runs, log } = await open();
  for (const event of [call, approval, decision]) log.append(event);
  const settled = runs.wait(log.id);
  log.append(end);
  expect(await settled).toMatchObject({ status: 'completed' });
});

test('a server that is away when the waiting begins is waited for', async () => {
  const { server, runs, log } = await open();
  log.append(end);
  server.statuses.push(503, 503);
  expect(await runs.wait(log.id)).toMatchObject({ status: 'completed' });
  expect(server.requests).toHaveLength(3);
});

test('aborted, the waiting ends with call.aborted; an unknown run with run.not-found', async () => {
  const { runs, log } = await open();
  const settled = runs.startAndWait({ message: 'Hello' }, { signal: AbortSignal.timeout(200) });
  const error = await settled.catch((cause: unknown) => cause);
  expect(isSignalboxError(error, 'call.aborted')).toBe(true);
  expect(error).toMatchObject({
    requestId: null,
    message: expect.stringContaining(`${log.id} was aborted; the run goes on`),
  });
  await expect(runs.wait(newId())).rejects.toMatchObject({ code: 'run.not-found' });
});
