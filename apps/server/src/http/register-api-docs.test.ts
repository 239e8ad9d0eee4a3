import { registerOpenaiRoutes, registerRestRoutes, registerSockets } from '@signalbox/api';
import { errorCatalog } from '@signalbox/contracts';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { ApiDocument, type JsonSchema } from './api-docs/api-document.ts';
import { registerApiDocs } from './register-api-docs.ts';

let server: FastifyInstance;
let document: ApiDocument;
let page: string;

beforeAll(async () => {
  server = fastify();
  registerSockets(server);
  await registerApiDocs(server, { publicUrl: undefined });
  const createContext = () => Promise.reject(new Error('nobody calls'));
  registerRestRoutes(server, { createContext });
  registerOpenaiRoutes(server, { createContext, logError: () => undefined });
  document = ApiDocument.parse((await server.inject('/openapi.json')).json());
  page = (await server.inject({ url: '/docs', headers: { host: 'signalbox.example' } })).body;
});
afterAll(() => server.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
/** What a value breaks of a schema of the document. */
const faultsOf = (schema: JsonSchema, value: unknown): unknown[] =>
  z.fromJSONSchema(z.custom<z.core.JSONSchema.JSONSchema>().parse(schema)).safeParse(value).error?.issues ?? [];

describe('the document', () => {
  test('has routes, and no others than those of /api/v1', () => {
    const paths = Object.keys(document.paths);
    expect(paths.length).toBeGreaterThan(7);
    expect(paths.filter((path) => !path.startsWith('/api/v1/') && !path.startsWith('/v1/'))).toEqual([]);
  });

  test('has a group for every route, and says what each field that is sent means', () => {
    const groups = document.tags.map(({ name }) => name);
    const silent = operations().flatMap(({ name, operation }) => {
      expect(groups).toEqual(expect.arrayContaining(operation.tags));
      const body = operation.requestBody?.content['application/json']?.schema.properties ?? {};
      const fields = Object.entries(body).map(([field, schema]) => ({ field, says: schema.description }));
      const parameters = operation.parameters.map((parameter) => ({
        field: parameter.name,
        says: parameter.description,
      }));
      return [...fields, ...parameters].filter(({ says }) => !says).map(({ field }) => `${name}: ${field}`);
    });
    expect(silent).toEqual([]);
  });

  test('has examples of every body and answer, and they hold', () => {
    for (const { name, operation } of operations()) {
      const answers = Object.entries(operation.responses).map(([status, { content }]) => ({ of: status, content }));
      for (const { of, content } of [{ of: 'body', content: operation.requestBody?.content ?? {} }, ...answers]) {
        for (const { schema, examples } of Object.values(content)) {
          expect(examples.length, `${name}, ${of}`).toBeGreaterThan(0);
          for (const example of examples) expect(faultsOf(schema, example), `${name}, ${of}`).toEqual([]);
        }
      }
    }
  });

  test('an example that does not hold is found', () => {
    const schema = document.paths['/api/v1/runs/{id}']?.['get']?.responses['200']?.content['application/json']?.schema;
    expect(faultsOf(schema ?? {}, { id: 1 })).not.toEqual([]);
  });
});

describe('the page', () => {
  test('shows every route and every code of the catalog', () => {
    const lines = page.matchAll(/<h3[^>]*><b>(\w+)<\/b> <code>([^<]+)</g);
    // a WebSocket is opened with a GET
    const shown = Array.from(lines, ([, verb, path]) => `${verb === 'WS' ? 'GET' : verb} ${path}`);
    expect(shown.toSorted()).toEqual(
      operations()
        .map(({ name }) => name)
        .toSorted(),
    );
    for (const code of Object.keys(errorCatalog)) expect(page).toContain(`<td><code>${code}</code></td>`);
  });

  test('has lines to copy that call the server by the name it was asked by', () => {
    expect(page).toContain(
      'curl -s &#39;http://signalbox.example/api/v1/chat&#39; -H &quot;authorization: Bearer $KEY&quot; \\\n' +
        '  -H &#39;content-type: application/json&#39; -d &#39;{&quot;message&quot;:&quot;What is 5 + 10?&quot;}&#39;',
    );
    expect(page).toContain('curl -s -X DELETE &#39;http://signalbox.example/api/v1/runs/&lt;id&gt;&#39;');
  });

  test('fetches nothing from elsewhere, and links only to what it has', () => {
    const targets = Array.from(page.matchAll(/(?:href|src)="([^"]*)"/g), ([, target = '']) => target);
    const own = ['/', '/favicon.svg', '/docs/page.css', '/theme.js', '/openapi.json'];
    const anchors = targets.filter((target) => !own.includes(target));
    for (const anchor of anchors) expect(page).toContain(`id="${anchor.slice(1)}"`);
  });
});
