import { type Activity, ActivityStatus, LogActivityInput, JsonObject } from '@signalbox/contracts';
import { z } from 'zod';

import { restExamples } from './rest-examples.ts';

/** An id as others send it: a number is answered as one. */
const GivenId = z.union([z.string().min(1).max(200), z.int()]);

const { shape } = LogActivityInput;

/** What `POST /agents/activity` takes. */
export const LogActivityBody = z
  .strictObject({
    agent_id: GivenId.describe('Id or slug of the agent; one that is not known is registered under this name.'),
    task_id: GivenId.nullish().describe('The task that it is about.'),
    status: shape.status.describe('Such as success, failed, timeout or running.'),
    activity_type: shape.type.describe('Such as start; the status, when it is left out.'),
    output: shape.output.nullish().describe('What came of it.'),
    error: shape.error.nullish().describe('What went wrong.'),
    duration_ms: shape.durationMs.nullish().describe('How long it took, in milliseconds.'),
    timestamp: shape.at.describe('When it happened; now, when it is left out.'),
    project: shape.project.describe('The agent’s, when it is left out.'),
    intent: shape.intent.describe('Derived from the status, when it is left out.'),
    reason: shape.reason.describe('Why, in words.'),
    details: z.unknown().pipe(JsonObject).optional().describe('Anything else.'),
  })
  .meta({
    examples: [
      {
        agent_id: 'backend-dev',
        task_id: 123,
        status: 'success',
        output: 'Task completed successfully',
        duration_ms: 300000,
      },
    ],
  });

export const LoggedActivityAnswer = z
  .object({
    status: z.literal('success'),
    message: z.string(),
    id: z.string().describe('Of the entry.'),
    agent_id: GivenId.describe('As it was sent.'),
    task_id: GivenId.nullable().describe('As it was sent.'),
    stored_in_memory_mcp: z
      .boolean()
      .describe('Whether the memory store has it already; false: it is brought there later.'),
    stored_in_redis: z.boolean().describe('The same of Redis.'),
    broadcasted_via_websocket: z.boolean().describe('It was sent to everybody who watches.'),
  })
  .meta({ examples: [restExamples.loggedActivity] });

export const RestActivity = z.object({
  id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  activity_type: z.string(),
  status: ActivityStatus,
  ts_created: z.iso.datetime().describe('When it happened; of runs, when they began.'),
  task_id: z.string().nullable(),
  run_id: z.string().nullable().describe('The run that it is about; null for what was reported here.'),
  output: z.string().nullable(),
  error: z.string().nullable(),
  duration_ms: z.number().nullable(),
  project: z.string(),
  intent: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()).nullable(),
});

export const RestActivityPage = z
  .object({
    items: z.array(RestActivity),
    next_cursor: z.string().nullable().describe('Null after the last row.'),
    searched_in: z.array(z.enum(['database', 'memory'])).describe('Where a search has looked.'),
  })
  .meta({ examples: [{ items: [restExamples.activity], next_cursor: null, searched_in: [] }] });

export const toRestActivity = (activity: Activity): z.infer<typeof RestActivity> => ({
  id: activity.id,
  agent_id: activity.agentId,
  agent_name: activity.agentName,
  activity_type: activity.type,
  status: activity.status,
  ts_created: activity.at,
  task_id: activity.taskId,
  run_id: activity.runId,
  output: activity.output,
  error: activity.error,
  duration_ms: activity.durationMs,
  project: activity.project,
  intent: activity.intent,
  reason: activity.reason,
  details: activity.details,
});
