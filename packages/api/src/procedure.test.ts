import { Permission } from '@signalbox/contracts';
import type { AnyProcedure } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { appRouter } from './app-router.ts';
import { createCallerFactory, protectedProcedure, router } from './procedure.ts';
import type { Principal } from './services.ts';
import { codeOf, failureOf, openTestApi, type TestApi } from './testing/open-test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()), 30_000);
afterAll(() => api.close());

const Meta = z.object({ permission: Permission, rateLimit: z.string(), audit: z.boolean().optional() });
// typed as a tree, and flat: the keys are the paths
const Procedures = z.record(
  z.string(),
  z.custom<AnyProcedure>((value) => typeof value === 'function'),
);
const procedures = Object.entries(Procedures.parse(appRouter._def.procedures)).map(([path, procedure]) => ({
  path,
  type: procedure._def.type,
  meta: Meta.parse(procedure._def.meta),
}));

/** Changes that only their caller sees, and reports, which say themselves who sent them and when. */
const unaudited = ['activity.log', 'agents.deleteDraft', 'agents.updateDraft', 'runs.report'];

describe.each(procedures)('$path', ({ path, meta, type }) => {
  test('declares a permission and a limit, and an audit entry if it changes something', () => {
    expect(meta.audit).toBe(type === 'mutation' ? !unaudited.includes(path) : undefined);
    expect(meta.rateLimit === 'read').toBe(type !== 'mutation');
  });
});

describe('limits', () => {
  const withLimit = (requestsPerMinute: number | null): Principal => ({
    ...api.principal,
    actor: { ...api.principal.actor, id: `limited-${requestsPerMinute}` },
    requestsPerMinute,
  });

  test('the principal’s own limit holds for every class, and the refusal says how long to wait', async () => {
    const caller = api.callAs(withLimit(2));
    await caller.agents.list({});
    await caller.agents.list({});
    const error = await failureOf(caller.agents.list({}));
    expect(error.code).toBe('request.rate-limited');
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(await codeOf(api.callAs(withLimit(2)).tools.list())).toBe('request.rate-limited');
    await expect(api.callAs(withLimit(3)).tools.list()).resolves.toBeDefined();
  });

  test('by default thirty runs may start in a minute, and reading goes on', async () => {
    const caller = api.callAs(withLimit(null));
    const started = Array.from({ length: 31 }, () => codeOf(caller.runs.start({ message: 'Hi', agent: 'nobody' })));
    const codes = await Promise.all(started);
    expect(codes.filter((code) => code === 'agent.not-found')).toHaveLength(30);
    expect(codes.filter((code) => code === 'request.rate-limited')).toHaveLength(1);
    await expect(caller.runs.list({})).resolves.toBeDefined();
  });
});

describe('over HTTP', () => {
  const call = async (path: string, init?: RequestInit, principal: Principal | null = api.principal) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: new Request(`http://localhost/trpc/${path}`, init),
      router: appRouter,
      createContext: () => api.toContext(principal),
    });
  const post = (path: string, body: string) =>
    call(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const errorOf = async (answer: Response): Promise<unknown> => {
    const body: unknown = await answer.json();
    return body;
  };
  const query = (input: object): string => encodeURIComponent(JSON.stringify(input));

  test('an error carries our code, the request’s id and every fault; the status is the catalog’s', async () => {
    const answer = await post('runs.start', '{"agnet":"x","model":1}');
    expect(answer.status).toBe(400);
    expect(await errorOf(answer)).toMatchObject({
      error: {
        message: expect.stringContaining('agnet: is not a known field'),
        data: {
          appCode: 'request.invalid',
          requestId: 'request-1',
          issues: expect.arrayContaining([
            expect.objectContaining({ path: 'model' }),
            { path: 'message', message: 'is required' },
            { path: 'agnet', message: 'is not a known field' },
          ]),
        },
      },
    });
  });

  test.each([
    ['runs.start', '{"message":', [400, 'request.invalid']],
    ['runs.stop', '{}', [404, 'request.not-found']],
    ['agents.list', '{}', [405, 'request.invalid']],
    ['runs.cancel', '{"runId":"019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7"}', [404, 'run.not-found']],
  ] as const)('%s with %s is answered %j', async (path, body, [status, appCode]) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(await errorOf(answer)).toMatchObject({ error: { data: { appCode } } });
  });

  test('hostile input with thousands of faults gets a short answer', async () => {
    const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${'k'.repeat(500)}${index}`, 1]));
    const answer = await post('runs.start', JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect((await answer.text()).length).toBeLessThan(30_000);
  });

  test('a stream sends each event with its seq as its id, and resumes after the one that is named', async () => {
    const { runId } = await api.caller.runs.start({ message: 'a\ndata: {"evil":1}\n\n' });
    await api.end(runId);
    const read = async (input: object) => (await call(`runs.watch?input=${query(input)}`)).text();
    const ids = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1]);
    const all = await read({ runId });
    expect(ids(all)).toEqual(['1', '2', '3']);
    expect(all).toContain(String.raw`a\ndata: {\"evil\":1}`);
    expect(ids(await read({ runId, lastEventId: '2' }))).toEqual(['3']);
    expect(ids(await read({ runId, lastEventId: '3' }))).toEqual([]);
  });

  test('a stream that is refused says so with the status of the reason', async () => {
    const runId = '019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7';
    const path = `runs.watch?input=${query({ runId })}`;
    expect(await (await call(path)).text()).toMatch(/"httpStatus":404.*"appCode":"run.not-found"/);
    expect(await (await call(path, {}, null)).text()).toMatch(/"httpStatus":401.*"appCode":"auth.required"/);
  });
});

describe('a failure that nobody expected', () => {
  const secret = 'select * from api_keys';
  const broken = createCallerFactory(
    router({
      fail: protectedProcedure.meta({ permission: 'runs:read', rateLimit: 'read' }).query(() => {
        throw new Error(secret);
      }),
      failLater: protectedProcedure
        .meta({ permission: 'runs:read', rateLimit: 'read' })
        .subscription(async function* () {
          yield 1;
          throw new Error(secret);
        }),
      undeclared: protectedProcedure.query(() => 1),
    }),
  );

  test('is answered with the request’s id only, and logged with its cause', async () => {
    const caller = broken(api.toContext(api.principal));
    const drain = async (): Promise<void> => {
      for await (const item of await caller.failLater()) expect(item).toBe(1);
    };
    for (const run of [() => caller.fail(), drain, () => caller.undeclared()]) {
      const { length } = api.errors;
      const error = await failureOf(run());
      expect(error.code).toBe('server.internal');
      expect(error.message).toContain('request-1');
      expect(error.message).not.toContain(secret);
      expect(api.errors).toHaveLength(length + 1);
    }
  });
});
