import { type Actor, newId, type RunSource, type StartedRun } from '@signalbox/contracts';
import { insertAuditEntry, insertConversation, insertRun, touchAgent } from '@signalbox/database';
import { runnableTopic, toRunTopic, toWorkspaceTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Characters of a request that lists show. */
const previewLength = 300;

/** Writes the run, its conversation if that is new, and the audit entry in one transaction, then tells the workers. */
export const createRun = async (
  services: ApiServices,
  run: {
    readonly workspaceId: string;
    readonly actor: Actor;
    readonly conversationId: string;
    readonly isNewConversation: boolean;
    readonly previousRunId: string | null;
    readonly agentId: string;
    readonly version: number;
    readonly source: RunSource;
    readonly modelOverride: string | null;
    readonly message: string;
    readonly action: string;
  },
): Promise<StartedRun> => {
  const { actor, message, action, isNewConversation, ...columns } = run;
  const { workspaceId, conversationId, agentId } = columns;
  const runId = newId();
  const at = new Date().toISOString();
  await services.database.db.transaction().execute(async (tx) => {
    const inputPreview = message.slice(0, previewLength).toWellFormed();
    if (isNewConversation) {
      await insertConversation(tx, { id: conversationId, workspaceId, agentId, title: inputPreview, at });
    }
    await insertRun(tx, { ...columns, id: runId, inputPreview, request: { text: message, by: actor }, at });
    await touchAgent(tx, { workspaceId, agentId, at });
    await insertAuditEntry(tx, { workspaceId, actor, action, target: runId, at });
  });
  services.events.publish(runnableTopic, runId);
  services.events.publish(toRunTopic(runId), '1');
  services.events.publish(toWorkspaceTopic(workspaceId), runId);
  return { runId, conversationId };
};
