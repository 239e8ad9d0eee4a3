import { expect, test } from 'vitest';
import { z } from 'zod';

import { createTestContext } from './create-test-context.ts';
import { defineTool } from './define-tool.ts';
import { ToolError } from './tool-error.ts';

const context = createTestContext();
const common = { title: 'T', description: 'D', icon: 'IconT' } as const;
const input = z.strictObject({ path: z.string(), mode: z.enum(['read', 'write']).default('read') });
const files = defineTool({
  ...common,
  name: 'files',
  input,
  effect: ({ mode }) => mode,
  execute: ({ path, mode }) => ({ path, mode, skipped: undefined }),
});

test('the model sees JSON Schema of the input side', () => {
  expect(files.inputSchema).toMatchObject({ type: 'object', required: ['path'], additionalProperties: false });
  expect(files).toMatchObject({ declaredEffect: 'varies', timeoutMs: 30_000 });
});

test('a call runs with what the schema made of its arguments, and its effect follows from them', async () => {
  const call = files.parse({ path: 'a' });
  expect(call).toMatchObject({ ok: true, effect: 'read' });
  expect(call.ok && (await call.execute(context))).toEqual({ path: 'a', mode: 'read' });
  expect(files.parse({ path: 'a', mode: 'write' })).toMatchObject({ effect: 'write' });
});

test('wrong arguments are told in one go, not thrown', () => {
  const call = files.parse({ mode: 'x', other: 1 });
  expect(call.ok).toBe(false);
  expect(!call.ok && call.message).toMatch(/path: .*mode: .*other/s);
});

test('a schema too large to travel with every model call is refused', () => {
  const shape = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`key${index}`, z.string().describe('x'.repeat(60))]),
  );
  const define = () => defineTool({ ...common, name: 'large', input: z.object(shape), execute: () => 1 });
  expect(define).toThrow(/The input of large can’t be offered .* at most 65536/);
});

test('each form of a union says why it does not fit', () => {
  const target = z.union([z.object({ url: z.string() }), z.object({ file: z.string() })]);
  const call = defineTool({ ...common, name: 'get', input: z.object({ target }), execute: () => 1 }).parse({
    target: {},
  });
  expect(!call.ok && call.message).toMatch(/target: fits no form \(url: .* \/ file: .*\)/);
});

test('a schema or an effect that throws harms nothing but its own call', () => {
  const fail = (): never => {
    throw new Error('fault of the tool');
  };
  const strict = defineTool({ ...common, name: 'strict', input: z.object({}).refine(fail), execute: () => 1 });
  expect(strict.parse({})).toMatchObject({ ok: false, message: expect.stringContaining('its schema failed') });
  const unsure = defineTool({ ...common, name: 'unsure', input: z.object({}), effect: fail, execute: () => 1 });
  expect(unsure.parse({})).toMatchObject({ ok: true, effect: 'write' });
});

test('a tool is a write unless it says otherwise, and can’t tell what happened unless it can', async () => {
  const tool = defineTool({ ...common, name: 'send', input: z.object({}), execute: () => 'sent' });
  const call = tool.parse({});
  expect(call).toMatchObject({ effect: 'write' });
  expect(call.ok && (await call.reconcile(context))).toBeNull();
});

test('results become plain JSON: text is cleaned, nothing is null, what JSON can’t hold is a fault', async () => {
  const toResult = async (output: unknown) => {
    const call = defineTool({ ...common, name: 'out', input: z.object({}), execute: () => output }).parse({});
    return call.ok ? call.execute(context) : undefined;
  };
  expect(await toResult('a\0b')).toBe('a\uFFFDb');
  expect(await toResult({ 'a\0': ['\uD800'] })).toEqual({ 'a\uFFFD': ['\uFFFD'] });
  expect(await toResult(undefined)).toBeNull();
  expect(await toResult(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  const circular: unknown[] = [];
  circular.push(circular);
  for (const output of [() => 1, Symbol('s'), 1n, circular]) {
    const fault = toResult(output);
    await expect(fault).rejects.toThrow('no JSON value');
    await expect(fault).rejects.toBeInstanceOf(ToolError);
  }
});

test('a wrong definition is refused when it is made', () => {
  const define = (change: object) => () =>
    defineTool({ ...common, name: 'ok', input: z.object({}), execute: () => 1, ...change });
  expect(define({ name: 'Not OK' })).toThrow('must be 1 to 64');
  expect(define({ timeoutMs: 0 })).toThrow('timeoutMs');
  expect(define({ effect: 'delete' })).toThrow('effect');
  expect(define({ execute: undefined })).toThrow('execute: must be a function');
  expect(define({ input: {} })).toThrow('input: must be a schema');
  expect(define({ input: z.object({ big: z.bigint() }) })).toThrow('BigInt');
  expect(define({ input: z.string() })).toThrow('must be an object');
});
