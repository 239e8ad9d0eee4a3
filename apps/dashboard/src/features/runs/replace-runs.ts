import type { Page, Run } from '@signalbox/contracts';

/** Pages of a list as they are kept while it grows. */
export interface RunPages {
  readonly pages: readonly Page<Run>[];
  readonly pageParams: readonly string[];
}

/** The pages with runs asked for anew put in their places; those that were asked for and are gone leave. */
export const replaceRuns = (list: RunPages, askedIds: readonly string[], found: readonly Run[]): RunPages => {
  const asked = new Set(askedIds);
  const byId = new Map(found.map((run) => [run.id, run]));
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((run) => (asked.has(run.id) ? (byId.get(run.id) ?? []) : run)),
  }));
  return { ...list, pages };
};
