import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';

import { expect, test } from 'vitest';

import { toClientSnippet } from './to-client-snippet.ts';

const call = { origin: 'http://127.0.0.1:4000', agent: 'triage', message: 'Hello', variables: {} };

test('a program names its agent, and is TypeScript whatever its texts hold', () => {
  const odd = `It's "so"\n\\ and \${so}`;
  const program = toClientSnippet({ ...call, variables: { company: odd, tone: 'plain' } });
  expect(program).toContain("  agent: 'triage',\n  message: 'Hello',\n  variables: { company: ");
  expect(() => stripTypeScriptTypes(program)).not.toThrow();
  const [, written = ''] = /company: ('.*'), tone/s.exec(program) ?? [];
  expect(runInNewContext(written)).toBe(odd);
});

test('without variables none are sent', () => {
  expect(toClientSnippet(call)).not.toContain('variables');
});
