import { useQueries, useQuery } from '@tanstack/react-query';

import type { RunProgress } from '../../../chat/to-progress.ts';
import { useConversationChanges } from '../../../chat/use-conversation-changes.ts';
import { useTRPC } from '../../../trpc.ts';
import type { Keyed } from './keep-keys.ts';
import type { Column } from './parse-columns.ts';
import { type ColumnState, toColumnState } from './to-column-state.ts';

/** Each once: two columns may ask the same. */
const unique = <Value>(values: readonly (Value | null)[]): Value[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const longMs = 60_000;

/** What there is of each column on the server, kept as it is now. */
export const useColumnStates = (
  keyed: readonly Keyed<Column>[],
  progressOf: ReadonlyMap<string, RunProgress>,
): readonly ColumnState[] => {
  const trpc = useTRPC();
  const columns = keyed.map(({ value }) => value);
  const slugs = unique(columns.map(({ agent }) => agent));
  const agents = useQueries({ queries: slugs.map((agent) => trpc.agents.get.queryOptions({ agent })) });
  const versionNames = unique(columns.map(({ agent, version }) => (version === null ? null : `${agent}@${version}`)));
  const versions = useQueries({
    queries: versionNames.map((name) => {
      const [agent = '', number] = name.split('@');
      return trpc.agents.getVersion.queryOptions({ agent, version: Number(number) }, { staleTime: Infinity });
    }),
  });
  const conversationIds = unique(columns.map(({ conversationId }) => conversationId));
  const conversations = useQueries({
    queries: conversationIds.map((conversationId) => trpc.conversations.get.queryOptions({ conversationId })),
  });
  useConversationChanges(conversations);
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: longMs })).data?.items;
  const tools = useQuery(trpc.tools.list.queryOptions({}, { staleTime: longMs })).data?.items;
  return keyed.map(({ key, value: column }) => {
    const { agent: slug, version: number, conversationId } = column;
    const agent = agents[slugs.indexOf(slug)];
    const version = versions[versionNames.indexOf(`${slug}@${number}`)];
    const conversation = conversationId === null ? undefined : conversations[conversationIds.indexOf(conversationId)];
    return toColumnState(key, column, {
      agent: agent?.data,
      spec: (number === null ? agent?.data : version?.data)?.spec ?? undefined,
      conversation: conversation?.data,
      models,
      tools,
      progressOf,
      error: agent?.error ?? version?.error ?? conversation?.error ?? null,
    });
  });
};
