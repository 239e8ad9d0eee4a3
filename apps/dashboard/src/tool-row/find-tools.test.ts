import type { Tool } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { findTools } from './find-tools.ts';

const usage = { calls: 0, failures: 0, p95DurationMs: null, lastAt: null };
const common = { icon: 'IconWrench', effect: 'read', enabled: true, usage } as const;
const tools: Tool[] = [
  { ...common, name: 'web_search', title: 'Web search', description: 'Finds pages.' },
  { ...common, name: 'calculator', title: 'Calculator', description: 'Adds and searches for nothing.' },
];

test.each([
  ['', 2],
  ['  ', 2],
  ['SEARCH', 2],
  ['search web', 1],
  ['web_', 1],
  ['nothing like it', 0],
])('“%s” finds %i', (text, count) => expect(findTools(tools, text)).toHaveLength(count));
