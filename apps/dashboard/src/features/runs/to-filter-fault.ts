import { isId, type RunSource, type RunStatus } from '@signalbox/contracts';

import { timeRanges } from '../../time-range/time-ranges.ts';

/** Every status, in the order of a run's life. */
export const runStatuses = [
  'queued',
  'running',
  'waiting',
  'completed',
  'failed',
  'cancelled',
] as const satisfies readonly RunStatus[];
export const runSources = ['playground', 'api', 'cli', 'retry', 'report'] as const satisfies readonly RunSource[];

export const isRunStatus = (text: string): text is RunStatus => runStatuses.some((status) => status === text);
export const isRunSource = (text: string): text is RunSource => runSources.some((source) => source === text);

/** What a list of runs can be about, besides words: the keys of the address and of the search line. */
export const filterKeys = [
  'status',
  'agent',
  'version',
  'project',
  'source',
  'model',
  'tool',
  'initiator',
  'task',
  'range',
  'from',
  'until',
  'error',
  'error-message',
  'conversation',
] as const;
export type FilterKey = (typeof filterKeys)[number];

export const isFilterKey = (text: string): text is FilterKey => filterKeys.some((key) => key === text);

/** The statuses of a filter such as `failed,cancelled`. */
export const toStatuses = (text: string): readonly string[] => text.split(',').filter((part) => part !== '');

const toStatusFault = (text: string): string | null => {
  const statuses = toStatuses(text);
  const wrong = statuses.find((status) => !isRunStatus(status));
  if (statuses.length > 0 && wrong === undefined) return null;
  return `No status is called “${wrong ?? ''}”. There are ${runStatuses.join(', ')}.`;
};

const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) && Number.isFinite(Date.parse(text));

const isWithin = (text: string, most: number): boolean => text !== '' && text.length <= most;

const nouns = { model: 'A model', tool: 'A tool', initiator: 'An initiator', task: 'A task' } as const;

/** Why a filter cannot have this value, as a sentence; null when it can. */
export const toFilterFault = (key: FilterKey, text: string): string | null => {
  switch (key) {
    case 'status':
      return toStatusFault(text);
    case 'agent':
      return isId(text) || /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text)
        ? null
        : `“${text}” is not an agent’s slug or id.`;
    case 'source':
      return isRunSource(text) ? null : `No source is called “${text}”. There are ${runSources.join(', ')}.`;
    case 'range':
      return timeRanges.has(text) ? null : `“${text}” is not a range. There are ${[...timeRanges.keys()].join(', ')}.`;
    case 'from':
    case 'until':
      return isInstant(text) ? null : `“${text}” is not a time such as 2026-11-21T14:00:00Z.`;
    case 'error':
      return isWithin(text, 100) ? null : 'An error code has 1 to 100 characters.';
    case 'error-message':
      return text.length <= 600 ? null : 'Of an error’s message, 600 characters are enough.';
    case 'version':
      return /^[1-9]\d{0,8}$/.test(text) ? null : `“${text}” is not the number of a version.`;
    case 'project':
      return isWithin(text, 100) ? null : 'A project has 1 to 100 characters.';
    case 'model':
    case 'tool':
    case 'initiator':
    case 'task':
      return isWithin(text, 200) ? null : `${nouns[key]} has 1 to 200 characters.`;
    case 'conversation':
      return isId(text) ? null : `“${text}” is not the id of a conversation.`;
  }
};
