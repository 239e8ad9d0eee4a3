import { type Actor, type JsonObject, newId, type RunSource, type StartedRun } from '@signalbox/contracts';
import { insertRun } from '@signalbox/database';
import { runnableTopic, toRunTopic, toWorkspaceTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Characters of a request that lists show. */
const previewLength = 300;

/** Writes the run, its conversation if that is new, and the audit entry, then tells the workers. */
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
    /** Already checked. */
    readonly parameters: JsonObject;
    readonly action: string;
  },
): Promise<StartedRun> => {
  const { actor, message, parameters, ...columns } = run;
  const isAsked = Object.keys(parameters).length > 0;
  const { workspaceId, conversationId } = columns;
  const runId = newId();
  await insertRun(services.database.db, {
    ...columns,
    id: runId,
    inputPreview: message.slice(0, previewLength).toWellFormed(),
    request: { text: message, by: actor, ...(isAsked && { parameters }) },
    at: new Date().toISOString(),
  });
  services.events.publish(runnableTopic, runId);
  services.events.publish(toRunTopic(runId), '1');
  services.events.publish(toWorkspaceTopic(workspaceId), runId);
  return { runId, conversationId };
};
