import type { AgentVersion } from '@signalbox/contracts';

/** Who saved a version, for people. */
export const toAuthorName = (author: AgentVersion['author']): string => author?.name ?? 'Signalbox';
