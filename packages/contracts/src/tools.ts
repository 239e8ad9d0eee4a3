import { z } from 'zod';

import { JsonObject } from './json.ts';
import { ToolEffect } from './statuses.ts';

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
