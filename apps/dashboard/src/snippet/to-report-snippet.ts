import { quoteForCode } from './quote-for-code.ts';
import type { ReportCall } from './to-report-curl.ts';

/** A program that reports a run with the typed client; the key comes from the environment. */
export const toReportSnippet = ({ origin, agent, version }: Omit<ReportCall, 'key'>): string =>
  [
    "import { createSignalboxClient } from '@signalbox/client';",
    '',
    'const client = createSignalboxClient({',
    `  url: ${quoteForCode(origin)},`,
    "  apiKey: process.env['SIGNALBOX_API_KEY'] ?? '',",
    '});',
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
