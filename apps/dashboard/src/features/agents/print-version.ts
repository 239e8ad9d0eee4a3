import type { AgentVersionDetail } from '@signalbox/contracts';

import { type PrintedPart, printSpec } from './print-spec.ts';

const toLines = (text: string): string[] => (text === '' ? [] : [text]);

/** What a version says, part by part, always in the same order: its definition, or what was reported of it. */
export const printVersion = ({ spec, models, tools, cluster, deployment }: AgentVersionDetail): PrintedPart[] =>
  spec
    ? printSpec(spec)
    : [
        { label: 'Models', lines: models },
        { label: 'Tools', lines: tools === 'all' ? ['All'] : tools },
        { label: 'Cluster', lines: toLines(cluster) },
        { label: 'Deployment', lines: toLines(deployment) },
      ];
