import { quoteForCode } from './quote-for-code.ts';

/** The lines a program with the typed client begins with; the key comes from the environment. */
export const toClientLines = (origin: string): string[] => [
  "import { createSignalboxClient } from '@signalbox/client';",
  '',
  'const client = createSignalboxClient({',
  `  url: ${quoteForCode(origin)},`,
  "  apiKey: process.env['SIGNALBOX_API_KEY'] ?? '',",
  '});',
];
