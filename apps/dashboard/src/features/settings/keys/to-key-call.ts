import type { CreatedApiKey } from '@signalbox/contracts';

import { toWidestScope } from './scopes.ts';

type Key = Pick<CreatedApiKey, 'key' | 'scopes'>;

const message = 'What is 5 + 10, then multiply by 3?';

/** A command that works when it is pasted: asks the assistant, or lists runs with a key that only reads. */
export const toCurl = ({ key, scopes }: Key, url: string): string => {
  const sent = `-H 'authorization: Bearer ${key}'`;
  if (toWidestScope(scopes) === 'read') return `curl -s '${url}/api/v1/runs?limit=5' \\\n  ${sent}`;
  return [
    `curl -s ${url}/api/v1/chat`,
    sent,
    `-H 'content-type: application/json'`,
    `-d '${JSON.stringify({ message })}'`,
  ].join(' \\\n  ');
};

/** The same from a TypeScript service, which has the key in its environment. */
export const toTypeScript = ({ scopes }: Key, url: string): string => {
  const call =
    toWidestScope(scopes) === 'read'
      ? ['const { items } = await client.runs.list.query({ limit: 5 });', 'console.log(items);']
      : [
          `const run = await client.runs.startAndWait({ message: '${message}' });`,
          "if (run.status === 'completed') console.log(run.text);",
        ];
  return [
    "import { createSignalboxClient } from '@signalbox/client';",
    '',
    "const apiKey = process.env['SIGNALBOX_API_KEY'] ?? '';",
    `const client = createSignalboxClient({ url: '${url}', apiKey });`,
    ...call,
  ].join('\n');
};
