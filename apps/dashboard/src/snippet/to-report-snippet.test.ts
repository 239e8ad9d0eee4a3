import { stripTypeScriptTypes } from 'node:module';

import { expect, test } from 'vitest';

import { toReportSnippet } from './to-report-snippet.ts';

test('a program names its agent and version, and is TypeScript whatever they hold', () => {
  const program = toReportSnippet({ origin: 'http://127.0.0.1:4000', agent: 'triage', version: "it's \\ 1" });
  expect(program).toContain("agent: 'triage',");
  expect(() => stripTypeScriptTypes(program)).not.toThrow();
});
