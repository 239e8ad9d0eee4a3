import type { CreatedApiKey } from '@signalbox/contracts';

import { toClientLines } from '../../../snippet/to-client-lines.ts';
import { toReportCurl } from '../../../snippet/to-report-curl.ts';
import { toReportSnippet } from '../../../snippet/to-report-snippet.ts';
import { toWidestScope } from './scopes.ts';

type Key = Pick<CreatedApiKey, 'key' | 'scopes'>;

const message = 'What is 5 + 10, then multiply by 3?';
/** Whoever reports first is registered as seen. */
const example = { agent: 'my-agent', version: '1.0.0' } as const;

/** A command that works when it is pasted: asks the assistant, lists runs with a key that only reads, or reports one. */
export const toCurl = ({ key, scopes }: Key, url: string): string => {
  const sent = `-H 'authorization: Bearer ${key}'`;
  const scope = toWidestScope(scopes);
  if (scope === 'ingest') return toReportCurl({ origin: url, ...example, key });
  if (scope === 'read') return `curl -s '${url}/api/v1/runs?limit=5' \\\n  ${sent}`;
  return [
    `curl -s ${url}/api/v1/chat`,
    sent,
    `-H 'content-type: application/json'`,
    `-d '${JSON.stringify({ message })}'`,
  ].join(' \\\n  ');
};

/** The same from a TypeScript service, which has the key in its environment. */
export const toTypeScript = ({ scopes }: Key, url: string): string => {
  const scope = toWidestScope(scopes);
  if (scope === 'ingest') return toReportSnippet({ origin: url, ...example });
  const call =
    scope === 'read'
      ? ['const { items } = await client.runs.list.query({ limit: 5 });', 'console.log(items);']
      : [
          `const run = await client.runs.startAndWait({ message: '${message}' });`,
          "if (run.status === 'completed') console.log(run.text);",
        ];
  return [...toClientLines(url), ...call].join('\n');
};
