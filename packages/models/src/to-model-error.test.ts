import { describe, expect, it } from 'vitest';

import { boundErrors } from './bound-errors.ts';
import { ModelError } from './model-error.ts';
import { toModelError } from './to-model-error.ts';
import { toRetryAfterMs } from './to-retry-after-ms.ts';

const refusal = (status: number, error: unknown, headers: Record<string, string> = {}) =>
  toModelError({ status, error, headers: new Headers(headers) }, 'Vendor', 'the-key-of-this-test');

describe('kinds of refusals, as vendors word them', () => {
  it.each([
    [
      429,
      { type: 'insufficient_quota', code: 'insufficient_quota', message: 'You exceeded your current quota.' },
      'quota',
    ],
    [429, { error: { type: 'rate_limit_error', message: 'Too many requests.' } }, 'rate-limit'],
    [400, { error: { type: 'invalid_request_error', message: 'Your credit balance is too low.' } }, 'quota'],
    [
      400,
      { error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' } },
      'context',
    ],
    [400, { message: 'the request exceeds the available context size, try increasing it' }, 'context'],
    [413, { error: { type: 'request_too_large', message: 'Request exceeds the maximum size' } }, 'context'],
    [400, { code: 'content_filter', message: 'The response was filtered.' }, 'filter'],
    [400, { message: 'Output blocked by content filtering policy' }, 'filter'],
    [403, { code: 403, message: 'Your input was flagged.' }, 'filter'],
    [400, { message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' }, 'auth'],
    [404, { type: 'not_found_error', message: 'model: nothing' }, 'invalid'],
    [422, 'Unprocessable', 'invalid'],
    [408, null, 'timeout'],
    [502, undefined, 'overloaded'],
    [529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'overloaded'],
  ])('%i %j is %s', (status, error, kind) => {
    expect(refusal(status, error).kind).toBe(kind);
  });

  it('tells Google’s limits by the minute from those by the day', () => {
    const message = 'You exceeded your current quota, please check your plan and billing details.';
    const body = (quotaId: string) =>
      JSON.stringify({
        error: { code: 429, status: 'RESOURCE_EXHAUSTED', message, details: [{ quotaId }, { retryDelay: '34.5s' }] },
      });
    const minute = toModelError(Object.assign(new Error(body('PerMinute')), { status: 429 }), 'Google');
    expect(minute).toMatchObject({ kind: 'rate-limit', retryAfterMs: 34_500 });
    expect(toModelError(Object.assign(new Error(body('PerDay')), { status: 429 }), 'Google').kind).toBe('quota');
  });
});

it.each([
  ['a refused key', { status: 401 }, true],
  ['an overloaded server', { status: 529 }, true],
  ['a gateway that gave up waiting', { status: 504 }, false],
  ['a server that is not there', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  ['a lost connection', Object.assign(new Error('read'), { code: 'ECONNRESET' }), false],
])('knows whether %s can have cost anything', (_, thrown, isRefusal) => {
  expect(toModelError(thrown, 'Vendor').isRefusal).toBe(isRefusal);
});

describe('what a person reads', () => {
  it('names the provider, quotes 300 characters at most and no key', () => {
    const secrets = 'the-key-of-this-test sk-proj-abcdefgh123 AIzaSyAbcdefghijk';
    const { message } = refusal(400, { message: `Bad\n\u0007 thing ${secrets} ${'x'.repeat(5000)}` });
    expect(message).toMatch(/^Vendor did not accept the request: Bad thing … … … x+…$/);
    expect(message.length).toBeLessThan(350);
  });

  it('says what to do', () => {
    expect(refusal(401, { message: 'bad key' }).message).toBe(
      'The key for Vendor was refused. Check it in Settings → Models.',
    );
    expect(refusal(404, undefined).message).toContain('Check the address in Settings → Models');
  });

  it.each([
    { error: { type: 'not_found_error', message: 'model: claude-none' } },
    {
      error: {
        code: 'model_not_found',
        message: 'The model `gpt-none` does not exist or you do not have access to it.',
      },
    },
    { error: { code: 404, status: 'NOT_FOUND', message: 'models/gemini-none is not found for API version v1beta.' } },
    { error: { message: 'model "none" not found, try pulling it first' } },
  ])('tells a model that the vendor does not have: %j', (error) => {
    expect(refusal(404, error).message).toMatch(
      /^Vendor does not have this model, .* Choose another model\. It said: /,
    );
  });
});

describe('what was no refusal', () => {
  const blocked = Object.assign(new Error('10.1.2.3 is private.'), { name: 'BlockedAddressError' });
  const caused = (code: string) =>
    new Error('Connection error.', {
      cause: new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }),
    });

  it.each([
    [caused('ECONNREFUSED'), 'network'],
    [caused('ENOTFOUND'), 'network'],
    [caused('DEPTH_ZERO_SELF_SIGNED_CERT'), 'network'],
    [new TypeError('terminated'), 'network'],
    [caused('UND_ERR_HEADERS_TIMEOUT'), 'timeout'],
    [new DOMException('Too slow.', 'TimeoutError'), 'timeout'],
    [new Error('Connection error.', { cause: blocked }), 'invalid'],
    [new TypeError('x is not a function'), 'protocol'],
    ['a text', 'protocol'],
  ])('%s is %s', (error, kind) => {
    expect(toModelError(error, 'Vendor')).toMatchObject({ kind, cause: error });
  });

  it('says what our own fetch refused', () => {
    expect(toModelError(blocked, 'Vendor').message).toBe(
      'Vendor was not asked: 10.1.2.3 is private. Its address is in Settings → Models.',
    );
  });

  it('takes no word for the key that is a short one', () => {
    const error = new Error('ollama broke off.', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
    expect(toModelError(error, 'Ollama', 'ollama').message).toContain('The connection to Ollama was lost.');
    expect(toModelError(new TypeError('Bad header: a-long-key\n'), 'Vendor', 'a-long-key\n').kind).toBe('auth');
  });

  it('keeps a ModelError, however deep it lies', () => {
    const known = new ModelError('invalid', 'This address is not allowed.');
    expect(toModelError(new Error('Connection error.', { cause: known }), 'Vendor')).toBe(known);
  });
});

it.each([
  [{ 'retry-after-ms': '250.2', 'retry-after': '9' }, 251],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('reads the wait from %j', (headers, expected) => {
  expect(toRetryAfterMs(new Headers(headers))).toBe(expected);
});

it('reads the wait until a date', () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  const waitMs = toRetryAfterMs(new Headers({ 'retry-after': inAMinute }));
  expect(waitMs).toBeGreaterThan(50_000);
  expect(waitMs).toBeLessThanOrEqual(60_000);
});

it.each([
  ['{"message":"Too long","code":400}', { error: { message: 'Too long', code: 400 } }],
  ['{"detail":"Not Found"}', { error: { message: 'Not Found' } }],
  ['{"error":{"message":"Kept"}}', { error: { message: 'Kept' } }],
])('puts flat refusals (%s) where the SDKs look', async (body, expected) => {
  const response = await boundErrors(async () => new Response(body, { status: 400 }))('http://server.test');
  expect(await response.json()).toEqual(expected);
});
