import type { Agent, Model } from '@signalbox/contracts';
import type { GroupedOption } from '@signalbox/ui';

import { formatTarget } from './format-columns.ts';
import { bareModelAgent } from './parse-columns.ts';

/** Versions of an agent that are offered, newest first; an address can name an older one. */
const offeredVersions = 10;

type OfferedAgent = Pick<Agent, 'slug' | 'name' | 'version' | 'latestVersion'>;

const toVersions = ({ slug, name, version, latestVersion }: OfferedAgent): GroupedOption[] =>
  Array.from({ length: Math.min(offeredVersions, latestVersion) }, (_, index) => latestVersion - index).map(
    (number) => ({
      value: formatTarget({ agent: slug, version: number, model: null }),
      label: `${name} v${number}`,
      hint: number === version ? 'published' : slug,
      group: 'Versions',
    }),
  );

/** What a column can ask: agents that run here as they are published, versions of those that have several, models as they are. */
export const toTargetOptions = (
  agents: readonly OfferedAgent[],
  models: readonly Pick<Model, 'id' | 'title'>[],
): GroupedOption[] => {
  const own = agents.filter(({ slug }) => slug !== bareModelAgent);
  return [
    ...own.map(({ slug, name }) => ({ value: slug, label: name, hint: slug, group: 'Agents' })),
    ...own.filter(({ latestVersion }) => latestVersion > 1).flatMap(toVersions),
    ...models.map(({ id, title }) => ({
      value: formatTarget({ agent: bareModelAgent, version: null, model: id }),
      label: title,
      hint: id,
      group: 'Models, without an agent',
    })),
  ];
};
