import { z } from 'zod';

import { Id } from './ids.ts';
import { JsonObject } from './json.ts';
import { RunStatus, ToolEffect, ToolOutcome } from './statuses.ts';

/** A tool's name: what the model calls it by, and its id in paths. */
export const ToolName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be 1 to 64 of a–z, 0–9 and _, a letter first');
export type ToolName = z.infer<typeof ToolName>;

/** A tool as lists show it. */
export const Tool = z.object({
  name: ToolName,
  title: z.string(),
  description: z.string(),
  /** Lucide's name with `Icon` in front, such as `IconCalculator`. */
  icon: z.string(),
  /** `varies`: the arguments decide. */
  effect: z.union([ToolEffect, z.literal('varies')]),
  enabled: z.boolean(),
  /** Of the ended runs of the last 24 hours; `lastAt` of all time. */
  usage: z.object({
    calls: z.int().nonnegative(),
    /** Outcomes error, timeout and unknown. */
    failures: z.int().nonnegative(),
    p95DurationMs: z.number().nonnegative().nullable(),
    lastAt: z.iso.datetime().nullable(),
  }),
});
export type Tool = z.infer<typeof Tool>;

/** A tool with the JSON Schema (draft 2020-12) of its arguments, as the model sees it. */
export const ToolDetail = Tool.extend({ inputSchema: JsonObject, timeoutMs: z.int().positive() });
export type ToolDetail = z.infer<typeof ToolDetail>;

/** A file of the tools folder that could not be used, and why. */
export const BrokenTool = z.object({ file: z.string(), reason: z.string() });
export type BrokenTool = z.infer<typeof BrokenTool>;

export const UpdateToolInput = z.object({
  name: ToolName,
  enabled: z.boolean().optional(),
  /** Shown to the model in place of the tool's own; null returns to that. */
  description: z.string().trim().min(1).max(4000).nullable().optional(),
});
export type UpdateToolInput = z.infer<typeof UpdateToolInput>;

/** One use of a tool by a run that has ended. */
export const ToolCall = z.object({
  runId: Id,
  /** Seq of the call in the run's log: its step. */
  seq: z.int().positive(),
  tool: z.string(),
  agentId: Id,
  agentName: z.string(),
  at: z.iso.datetime(),
  /** Null where a reported run only names its tools; so is the duration. */
  outcome: ToolOutcome.nullable(),
  durationMs: z.number().nonnegative().nullable(),
  runStatus: RunStatus,
});
export type ToolCall = z.infer<typeof ToolCall>;

export const TestToolInput = z.object({ name: ToolName, arguments: JsonObject });
export type TestToolInput = z.infer<typeof TestToolInput>;

/** What a tool answered when it was tried outside a run. */
export const TestedTool = z.object({
  outcome: ToolOutcome,
  /** At most 256 kB. */
  text: z.string(),
  bytes: z.int().nonnegative(),
  durationMs: z.number().nonnegative(),
});
export type TestedTool = z.infer<typeof TestedTool>;
