import { expect, test } from 'vitest';

import { RedirectError } from './guarded-fetch-error.ts';
import { type OutgoingRequest, toNextRequest } from './next-request.ts';

const request = (change: Partial<OutgoingRequest>): OutgoingRequest => ({
  url: new URL('https://a.example/'),
  method: 'GET',
  headers: new Headers(),
  body: undefined,
  ...change,
});
const inTheClear = { status: 307, location: 'http://a.example/' };

test('from https to http goes only what holds no secret and no body', () => {
  expect(toNextRequest(request({ headers: new Headers({ accept: 'a/b' }) }), inTheClear).url.protocol).toBe('http:');
  for (const change of [
    { headers: new Headers({ authorization: 'a' }) },
    { headers: new Headers({ 'x-key': 'a' }) },
    { body: new Uint8Array(1) },
  ]) {
    expect(() => toNextRequest(request(change), inTheClear)).toThrow(RedirectError);
  }
});

test('a body that does not go along takes its headers with it', () => {
  const headers = new Headers({ 'content-type': 'a/b', accept: 'c/d' });
  const next = toNextRequest(request({ method: 'POST', headers, body: new Uint8Array(1) }), {
    status: 303,
    location: '/b',
  });
  expect(next).toMatchObject({ method: 'GET', body: undefined });
  expect([...next.headers.keys()]).toEqual(['accept']);
});
