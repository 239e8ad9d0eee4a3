import { expect, test } from 'vitest';

import { toChatCurl } from './to-chat-curl.ts';

const origin = 'http://127.0.0.1:4000';

test('a call names its agent and variables, and a quote stays inside the shell’s quotes', () => {
  const call = toChatCurl({ origin, message: "What's new?", agent: 'triage', variables: { company: 'Acme' } });
  expect(call.split('\n').at(-1)).toBe(
    String.raw`  -d '{"message":"What'\''s new?","agent_id":"triage","variables":{"company":"Acme"}}'`,
  );
});

test('a call without an agent asks the assistant', () => {
  expect(toChatCurl({ origin, message: 'Hello' }).split('\n').at(-1)).toBe(`  -d '{"message":"Hello"}'`);
});
