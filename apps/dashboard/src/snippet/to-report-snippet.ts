import { quoteForCode } from './quote-for-code.ts';
import { toClientLines } from './to-client-lines.ts';
import type { ReportCall } from './to-report-curl.ts';

/** A program that reports a run with the typed client; the key comes from the environment. */
export const toReportSnippet = ({ origin, agent, version }: Omit<ReportCall, 'key'>): string =>
  [
    ...toClientLines(origin),
    'const { accepted, rejected } = await client.runs.report.mutate({',
    `  agent: ${quoteForCode(agent)},`,
    `  version: ${quoteForCode(version || '1.0.0')},`,
    '  runs: [',
    '    {',
    "      status: 'completed',",
    '      createdAt: new Date().toISOString(),',
    '      durationMs: 1840,',
    "      input: 'What changed since yesterday?',",
    "      output: 'Three invoices are new.',",
    '      inputTokens: 1200,',
    '      outputTokens: 80,',
    '    },',
    '  ],',
    '});',
    'console.log(accepted, rejected);',
  ].join('\n');
