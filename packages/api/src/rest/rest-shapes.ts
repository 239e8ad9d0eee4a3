import {
  type Run,
  type RunDetail,
  RunStatus,
  type RunStep,
  type Tool,
  type ToolDetail,
  toRunSteps,
} from '@signalbox/contracts';
import { z } from 'zod';

/** A step as the seed's clients read it. */
export const RestStep = z.object({
  id: z.string(),
  type: z.enum(['user-request', 'agent-thought', 'tool-call', 'tool-result', 'agent-response']),
  content: z.record(z.string(), z.unknown()),
  timestamp: z.iso.datetime(),
  order: z.int().nonnegative(),
});
type RestStep = z.infer<typeof RestStep>;

/** What a step says, as the seed's clients read it. */
export const toStepContent = (step: RunStep): RestStep['content'] => {
  switch (step.type) {
    case 'user-request':
    case 'agent-response':
      return { type: step.type, content: step.text };
    case 'agent-thought':
      return {
        type: step.type,
        content: step.reasoning || step.text,
        ...(step.reasoning && step.text && { text: step.text }),
      };
    case 'tool-call':
      return { type: step.type, toolName: step.tool, params: step.arguments };
    case 'tool-result':
      return {
        type: step.type,
        toolName: step.tool,
        result: step.text,
        outcome: step.outcome,
        ...(step.durationMs !== null && { durationMs: step.durationMs }),
      };
  }
};

/** The visible steps of a run's log. */
export const toRestSteps = (run: RunDetail): RestStep[] =>
  toRunSteps(run.events).map((step) => ({
    id: `${run.id}.${step.seq}`,
    type: step.type,
    content: toStepContent(step),
    timestamp: step.at,
    order: step.order,
  }));

const Failure = z.object({ code: z.string(), message: z.string() });

const runFields = {
  id: z.string(),
  status: RunStatus,
  user_query: z.string(),
  agent_id: z.string(),
  version: z.string().describe('What people call the agent’s version.'),
  conversation_id: z.string().nullable().describe('Null for reported runs.'),
  external_id: z.string().nullable().describe('The id that its sender gave a reported run.'),
  task_id: z.string().nullable().describe('What its sender says that a reported run belongs to.'),
  initiator: z.string().describe('Who or what had it run; empty when that is not known.'),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  duration_ms: z.number().nullable(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number().nullable().describe('Null when a model call had no price.'),
  error: Failure.nullable(),
};

export const RestRun = z.object({
  ...runFields,
  name: z.string().describe('“Run” and the last 8 characters of the id.'),
  time: z.string().describe('Hour and minute of the start, UTC.'),
});

const nanoUsd = 1e9;

const toFields = (run: Run): z.infer<z.ZodObject<typeof runFields>> => ({
  id: run.id,
  status: run.status,
  user_query: run.inputPreview,
  agent_id: run.agentId,
  version: run.versionLabel,
  conversation_id: run.conversationId,
  external_id: run.externalId,
  task_id: run.taskId,
  initiator: run.initiator,
  created_at: run.createdAt,
  completed_at: run.endedAt,
  duration_ms: run.durationMs,
  input_tokens: run.inputTokens,
  output_tokens: run.outputTokens,
  cost_usd: run.unpricedCalls > 0 ? null : run.costNanoUsd / nanoUsd,
  error: run.error,
});

const clock = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** A run as a row of the seed's list. */
export const toRestRun = (run: Run): z.infer<typeof RestRun> => ({
  ...toFields(run),
  name: `Run ${run.id.slice(-8)}`,
  time: clock.format(new Date(run.createdAt)),
});

export const RestRunDetail = RestRun.extend({ response: z.string().nullable(), steps: z.array(RestStep) });

const textOf = (steps: readonly RunStep[], type: 'user-request' | 'agent-response'): string | undefined => {
  for (const step of steps) if (step.type === type) return step.text;
  return undefined;
};

/** A run with its steps; the request whole, not its preview. */
export const toRestRunDetail = (run: RunDetail): z.infer<typeof RestRunDetail> => {
  const steps = toRunSteps(run.events);
  return {
    ...toRestRun(run),
    user_query: textOf(steps, 'user-request') ?? run.inputPreview,
    response: textOf(steps, 'agent-response') ?? null,
    steps: toRestSteps(run),
  };
};

export const RestTool = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  icon: z.string(),
  enabled: z.boolean(),
});

export const RestToolDetail = RestTool.extend({
  schema: z.object({
    type: z.literal('function'),
    function: z.object({ name: z.string(), description: z.string(), parameters: z.record(z.string(), z.unknown()) }),
  }),
});

/** A tool as the seed's clients read it. */
export const toRestTool = ({ name, title, description, icon, enabled }: Tool): z.infer<typeof RestTool> => ({
  id: name,
  name: title,
  description,
  icon,
  enabled,
});

/** A tool with its schema in the function-calling form. */
export const toRestToolDetail = (tool: ToolDetail): z.infer<typeof RestToolDetail> => ({
  ...toRestTool(tool),
  schema: {
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters: tool.inputSchema },
  },
});
