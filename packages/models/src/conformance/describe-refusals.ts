import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ModelErrorKind } from '../model-error.ts';
import { collectError } from './collect-answer.ts';
import { type ConformanceSubject, toRequest } from './conformance-subject.ts';

const apiKey = 'key-of-the-test';

interface Refusal {
  readonly status: number;
  readonly error: { readonly message: string; readonly type: string; readonly code?: string };
  readonly kind: ModelErrorKind;
  readonly retryAfter?: number;
}

const tooLong = "This model's maximum context length is 8192 tokens.";

const refusals: Readonly<Record<string, Refusal>> = {
  '429': {
    status: 429,
    error: { message: 'Slow down.', type: 'rate_limit_error', code: 'rate_limit_exceeded' },
    kind: 'rate-limit',
    retryAfter: 7,
  },
  '500': { status: 500, error: { message: 'Oops.', type: 'api_error' }, kind: 'overloaded' },
  '503': { status: 503, error: { message: 'Later.', type: 'server_error' }, kind: 'overloaded' },
  '529': { status: 529, error: { message: 'Overloaded.', type: 'overloaded_error' }, kind: 'overloaded' },
  '403': { status: 403, error: { message: 'Not yours.', type: 'permission_error' }, kind: 'auth' },
  'an empty account': {
    status: 402,
    error: { message: 'Pay first.', type: 'billing_error', code: 'insufficient_quota' },
    kind: 'quota',
  },
  'a conversation too long': {
    status: 400,
    error: { message: tooLong, type: 'invalid_request_error', code: 'context_length_exceeded' },
    kind: 'context',
  },
  'a bad request': {
    status: 400,
    error: { message: `No, ${apiKey}, not that. ${'x'.repeat(2000)}`, type: 'invalid_request_error' },
    kind: 'invalid',
  },
};

/** Requests that the mock server refuses. */
export const describeRefusals = (subject: ConformanceSubject): void => {
  describe('refusals', () => {
    const mock = new LLMock({ port: 0, auth: { apiKeys: [apiKey] } });
    const create = (key: string) =>
      subject.create({ apiKey: key, baseUrl: mock.url + subject.basePath, fetch: globalThis.fetch });

    beforeAll(async () => {
      for (const [name, { status, error, retryAfter }] of Object.entries(refusals)) {
        mock.onMessage(`please: ${name}.`, { status, error, ...(retryAfter !== undefined && { retryAfter }) });
      }
      await mock.start();
    });
    afterAll(() => mock.stop());

    it.each(Object.entries(refusals))('maps %s', async (name, { kind, retryAfter }) => {
      const messages = [{ role: 'user', text: `please: ${name}.` }] as const;
      const error = await collectError(create(apiKey), toRequest(subject, { messages }));
      const wait = retryAfter !== undefined && { retryAfterMs: retryAfter * 1000 };
      expect(error).toMatchObject({ name: 'ModelError', kind, ...wait });
      const { message } = error;
      expect(message.length).toBeLessThan(400);
      expect(message).not.toContain(apiKey);
    });

    it('refuses a key that cannot be sent, and keeps it nowhere', async () => {
      const error = await collectError(create('a-broken\nkey'), toRequest(subject));
      expect(error).toMatchObject({ kind: 'auth', cause: undefined });
      expect(error.message).not.toContain('a-broken');
    });

    it('says what to do about a refused key, and not the key', async () => {
      const error = await collectError(create('a-wrong-key'), toRequest(subject));
      expect(error).toMatchObject({ kind: 'auth', isRetryable: false });
      const { message } = error;
      expect(message).toContain('Settings → Models');
      expect(message).not.toContain('a-wrong-key');
    });
  });
};
