import {
  type Actor,
  type AgentSpec,
  type JsonObject,
  newId,
  type RunSource,
  type StartedRun,
} from '@signalbox/contracts';
import { insertRun } from '@signalbox/database';
import { followedTopic, runnableTopic, toRunTopic, toWorkspaceTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Characters of a request that lists show. */
const previewLength = 300;

/** What lists show of a request. */
export const toInputPreview = (message: string): string => message.slice(0, previewLength).toWellFormed();

/**
 * Writes the run, its conversation if that is new, and the audit entry, then tells the workers. Undefined when it had to
 * be the conversation's newest and another one was there first: nothing is written then.
 */
export const createRun = async (
  services: ApiServices,
  run: {
    readonly workspaceId: string;
    readonly actor: Actor;
    readonly conversationId: string;
    readonly isNewConversation: boolean;
    readonly mustBeNewest: boolean;
    readonly previousRunId: string | null;
    readonly agentId: string;
    readonly version: number;
    readonly source: RunSource;
    readonly modelOverride: string | null;
    readonly idempotencyKey: string | null;
    readonly message: string;
    /** Already checked. */
    readonly parameters: JsonObject;
    /** Already checked. */
    readonly variables: Readonly<Record<string, string>>;
    /** The definition to run in place of the version's; null for that. */
    readonly spec: AgentSpec | null;
    readonly action: string;
  },
): Promise<StartedRun | undefined> => {
  const { actor, message, parameters, variables, spec, ...columns } = run;
  const isAsked = Object.keys(parameters).length > 0;
  const isFilled = Object.keys(variables).length > 0;
  const { workspaceId, conversationId } = columns;
  const runId = newId();
  const inserted = await insertRun(services.database.db, {
    ...columns,
    id: runId,
    inputPreview: toInputPreview(message),
    isDraft: spec !== null,
    request: {
      text: message,
      by: actor,
      ...(isAsked && { parameters }),
      ...(isFilled && { variables: { ...variables } }),
      ...(spec && { spec }),
    },
    at: new Date().toISOString(),
  });
  if (!inserted) return undefined;
  const { afterRunId } = inserted;
  if (afterRunId === null) services.events.publish(runnableTopic, runId);
  else services.events.publish(followedTopic, afterRunId);
  services.events.publish(toRunTopic(runId), '1');
  services.events.publish(toWorkspaceTopic(workspaceId), runId);
  return { runId, conversationId };
};
