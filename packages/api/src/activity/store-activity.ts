import { cleanText, type LogActivityInput } from '@signalbox/contracts';
import { getActivity, insertActivity, insertActivityWords, observeAgent, toWords } from '@signalbox/database';

import type { ApiServices, Principal } from '../services.ts';
import { toActivityIntent, toActivityStatus } from './to-activity-status.ts';

/** Characters of an output or error that are searched. */
const searchedLength = 10_000;

const toWordsOf = ({ type, project, reason, taskId, output, error }: LogActivityInput): string[] => {
  const texts = [type, project, reason, taskId, output?.slice(0, searchedLength), error?.slice(0, searchedLength)];
  return toWords(texts.filter((text) => text !== undefined));
};

/**
 * Writes an entry, its agent registered as seen if need be; gives it as it is stored, and the id of an agent that is new by it.
 * Throws `agent.not-found` for an unknown id.
 */
export const storeActivity = async (
  { database, activityPlaces }: Pick<ApiServices, 'database' | 'activityPlaces'>,
  { workspaceId, actor }: Principal,
  { input, address }: { readonly input: LogActivityInput; readonly address: string | null },
) => {
  const status = toActivityStatus(input.status);
  // before the entry, so that whoever finds it finds it by its words too; words without an entry do no harm
  await insertActivityWords(database.db, { workspaceId, words: toWordsOf(input) });
  return database.db.transaction().execute(async (tx) => {
    const agent = await observeAgent(tx, { workspaceId, agent: input.agent });
    const id = await insertActivity(tx, {
      workspaceId,
      agentId: agent.id,
      type: input.type ?? input.status,
      status,
      at: input.at === undefined ? undefined : new Date(input.at),
      taskId: input.taskId ?? null,
      output: input.output === undefined ? null : cleanText(input.output),
      error: input.error === undefined ? null : cleanText(input.error),
      durationMs: input.durationMs ?? null,
      project: input.project ?? agent.project,
      intent: input.intent ?? toActivityIntent(status),
      reason: input.reason ?? '',
      details: input.details === undefined ? null : JSON.stringify(input.details),
      sender: actor,
      address,
      places: activityPlaces.connected,
    });
    // read here: what happened before the time that is kept may be deleted as soon as it is committed
    return { stored: await getActivity(tx, { workspaceId, id }), newAgentId: agent.isNew ? agent.id : null };
  });
};
