import { quoteForShell } from './quote-for-shell.ts';

export interface ReportCall {
  /** Where the server is reached. */
  readonly origin: string;
  /** Slug. */
  readonly agent: string;
  /** As its owner calls it; empty where none was reported yet. */
  readonly version: string;
  /** Without it, the call takes the key from the environment. */
  readonly key?: string;
}

/** A run to put one's own in place of, as it began now, a part a line. */
const toExampleReport = () => [
  { created: new Date().toISOString(), status: 'completed', time_taken: '1.84s' },
  { initiator: 'nightly job', input_tokens: 1200, output_tokens: 80 },
  { input: 'What changed since yesterday?', output: 'Three invoices are new.' },
];

const printReport = (): string => {
  const lines = toExampleReport().map((part) => `    ${JSON.stringify(part).slice(1, -1)}`);
  return `{\n${lines.join(',\n')}\n  }`;
};

/** A call that reports a run and works when it is pasted. */
export const toReportCurl = ({ origin, agent, version, key = '$SIGNALBOX_API_KEY' }: ReportCall): string =>
  [
    `curl ${quoteForShell(`${origin}/api/v1/agents/${agent}/versions/${encodeURIComponent(version || '1.0.0')}/runs`)} \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d ${quoteForShell(printReport())}`,
  ].join('\n');
