import {
  CleanString,
  JsonValue,
  maxReportedRuns,
  parseDuration,
  RegisterAgentInput,
  RegisterVersionInput,
  ReportedId,
  ReportedModel,
  ReportedName,
  ReportedRun,
  ReportedStep,
} from '@signalbox/contracts';
import { z } from 'zod';

import type { ReadRow } from '../report/store-report.ts';
import { toInvalidInput } from '../to-app-error.ts';
import { StatusWord } from './status-word.ts';

const Duration = z.string().transform((text, context) => {
  const durationMs = parseDuration(text);
  if (durationMs !== undefined) return durationMs;
  const message = 'must be a duration as Go prints it, such as 5m30s or 250ms, of at most 366 days';
  context.addIssue({ code: 'custom', message, input: text });
  return z.NEVER;
});

const step = ReportedStep.shape;
const RestReportedStep = z
  .strictObject({
    type: step.type,
    at: step.at.describe('When it happened; without it, with the step before.'),
    text: step.text.describe('What was said or thought, or what a tool gave.'),
    tool: step.tool.describe('Of calls and results.'),
    call_id: step.callId.describe('Names a call, so that its result finds it.'),
    arguments: z.unknown().pipe(JsonValue).optional(),
    effect: step.effect,
    outcome: step.outcome.describe('How a call ended; without it, ok.'),
    time_taken: Duration.optional(),
  })
  .transform(({ call_id: callId, time_taken: durationMs, ...rest }): ReportedStep => ({ ...rest, callId, durationMs }))
  .refine(({ type, tool }) => type !== 'tool-call' || tool !== undefined, {
    path: ['tool'],
    message: 'must be given for a tool-call',
  });

const model = ReportedModel.shape;
const RestReportedModel = z
  .strictObject({
    name: model.name,
    calls: model.calls,
    input_tokens: model.inputTokens.describe('Including what was read from and written to caches.'),
    output_tokens: model.outputTokens,
    cache_read_tokens: model.cacheReadTokens,
    cache_write_tokens: model.cacheWriteTokens,
    cost: model.cost.describe('US dollars.'),
  })
  .transform(({ name, calls, cost, ...tokens }): ReportedModel => ({
    name,
    calls,
    cost,
    inputTokens: tokens.input_tokens,
    outputTokens: tokens.output_tokens,
    cacheReadTokens: tokens.cache_read_tokens,
    cacheWriteTokens: tokens.cache_write_tokens,
  }));

const run = ReportedRun.shape;
const rowExample = {
  created: '2023-08-01T12:00:00Z',
  status: 'completed',
  time_taken: '5m30s',
  initiator: 'user123',
  tools: ['tool1', 'tool2'],
  cost: 0.1,
  models: ['model1', 'model2'],
  id: 123,
  task_id: 12,
};

/** A run that ran elsewhere, as REST takes it. */
const RestReportedRun = z
  .strictObject({
    created: run.createdAt.describe('When it began, with a zone; at most 24 hours ahead of our clock.'),
    status: StatusWord,
    time_taken: Duration.optional().describe('As Go prints it: 5m30s, 250ms.'),
    initiator: run.initiator.describe('Who or what had it run.'),
    tools: run.tools.describe('Names of the tools that it used, one a call.'),
    cost: run.cost.describe('US dollars; wins over what our prices come to.'),
    models: z
      .array(z.union([ReportedName, RestReportedModel]))
      .max(50)
      .default([])
      .describe('Names, or what each was used for.'),
    id: run.id.describe('Your id of the run: sent again, it is a duplicate.'),
    task_id: run.taskId.describe('Your id of what it belongs to.'),
    input_tokens: run.inputTokens,
    output_tokens: run.outputTokens,
    time_to_first_token: Duration.optional(),
    input: run.input.describe('The request.'),
    output: run.output.describe('The answer.'),
    error: z
      .union([z.string().transform((message) => ({ code: 'reported', message })), run.error.unwrap()])
      .optional()
      .describe('Why it failed: a message, or a code and a message.'),
    steps: z.array(RestReportedStep).max(1000).default([]).describe('What it did, in order.'),
  })
  .transform(
    ({ created, time_taken, time_to_first_token, task_id, input_tokens, output_tokens, ...rest }): ReportedRun => ({
      ...rest,
      createdAt: created,
      durationMs: time_taken,
      firstTokenMs: time_to_first_token,
      taskId: task_id,
      inputTokens: input_tokens,
      outputTokens: output_tokens,
    }),
  );

/** One run, a list of them, or a list under `runs`. */
export const ReportBody = z
  .union([
    RestReportedRun,
    z.strictObject({ runs: z.array(RestReportedRun).max(maxReportedRuns) }),
    z.array(RestReportedRun).max(maxReportedRuns),
  ])
  .meta({ examples: [rowExample, { runs: [rowExample, { ...rowExample, status: 'failed', id: 124 }] }] });

/** What a row of a report says. */
export const readRestRun: ReadRow = (value) => {
  const result = RestReportedRun.safeParse(value);
  return result.success ? { run: result.data } : { issues: toInvalidInput(result.error).issues };
};

const { project, type, description, capabilities } = RegisterAgentInput.shape;

/** What `POST /agents/{name}/register` takes. */
export const RegisterAgentBody = z
  .strictObject({
    name: RegisterAgentInput.shape.name.optional().describe('What people call it; else the name of the path.'),
    project: project.describe('Free text that lists are filtered by.'),
    type: type.describe('Free text that lists are filtered by.'),
    description: description.describe('What it is for.'),
    capabilities: capabilities.describe('Words that lists are filtered by.'),
  })
  .meta({ examples: [{ name: 'my-agent', project: 'my-project' }] });

/** What `POST /agents/{id}/versions` takes. */
export const RegisterVersionBody = z
  .strictObject({
    version: RegisterVersionInput.shape.version.describe('What you call it.'),
    cluster: z
      .union([CleanString.max(200), ReportedId])
      .default('')
      .describe('Where it runs.'),
    tools: RegisterVersionInput.shape.tools.describe('Names.'),
    models: RegisterVersionInput.shape.models.describe('Names.'),
    deployment: RegisterVersionInput.shape.deployment.describe('What it is deployed as.'),
  })
  .meta({
    examples: [
      { version: '1.0.2', cluster: '123', tools: ['tool1', 'tool2'], models: ['model1', 'model2'], deployment: 'prod' },
    ],
  });
