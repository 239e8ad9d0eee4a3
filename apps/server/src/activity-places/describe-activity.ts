import type { DeliverableActivity } from '@signalbox/database';

/** Characters of an output and of an error that are told elsewhere: the whole is in the database. */
const maxOutput = 1000;
const maxError = 500;

/** WHO, WHEN, for which PROJECT and WHY, as other programs read it. */
const toTags = (entry: DeliverableActivity) => {
  const iso = entry.at.toISOString();
  return {
    who: {
      agent_id: entry.agentSlug,
      agent_type: entry.agentName,
      agent_category: entry.agentType,
      agent_capabilities: entry.agentCapabilities,
    },
    when: {
      iso_timestamp: iso,
      unix_timestamp: Math.floor(entry.at.getTime() / 1000),
      readable: `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`,
    },
    project: { project_id: entry.project, project_name: entry.project, task_id: entry.taskId },
    why: { intent: entry.intent, description: entry.reason },
  };
};

/** An entry as it is stored outside the database, with its tags. */
export const describeActivity = (entry: DeliverableActivity) => ({
  id: entry.id,
  type: entry.type,
  status: entry.status,
  output: entry.output?.slice(0, maxOutput).toWellFormed() ?? null,
  error: entry.error?.slice(0, maxError).toWellFormed() ?? null,
  duration_ms: entry.durationMs,
  ...toTags(entry),
});
