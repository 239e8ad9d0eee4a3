import {
  cleanText,
  isCleanText,
  isJsonTooDeep,
  JsonObject,
  JsonValue,
  maxJsonDepth,
  ToolEffect,
  ToolName,
} from '@signalbox/contracts';
import { z } from 'zod';

import { toFaults } from './to-faults.ts';
import { ToolError } from './tool-error.ts';
import type { Tool, ToolDefinition } from './tool.ts';

/** Time a call may take when its tool says nothing else. */
const defaultTimeoutMs = 30_000;

/** Longest JSON Schema of one tool, in characters: each model call carries those of all tools. */
const maxSchemaLength = 65_536;

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** What types can't hold a tool to that is written in plain JavaScript. */
const Definition = z.object({
  name: ToolName,
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  icon: z.string().trim().min(1),
  input: z.custom((value) => value instanceof z.ZodType, 'must be a schema made with the sdk’s z'),
  effect: z.union([ToolEffect, z.custom(isFunction, 'or a function')]).optional(),
  timeoutMs: z.int().min(1).max(3_600_000).optional(),
  reconcile: z.custom(isFunction, 'must be a function').optional(),
  execute: z.custom(isFunction, 'must be a function'),
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const toInputSchema = (input: z.ZodType): JsonObject => {
  const schema = JsonObject.parse(z.toJSONSchema(input, { target: 'draft-2020-12', io: 'input' }));
  if (schema['type'] !== 'object') throw new TypeError('it must be an object');
  const { length } = JSON.stringify(schema);
  if (length > maxSchemaLength) {
    throw new TypeError(`its JSON Schema has ${length} characters, and at most ${maxSchemaLength} are offered`);
  }
  return schema;
};

const toClean = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null || Object.keys(value).every(isCleanText)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), item]));
};

/** What a tool returned as plain JSON: what JSON can't hold is a fault of the tool. */
const toJson = (output: unknown): JsonValue => {
  let text: string | undefined;
  try {
    text = JSON.stringify(output ?? null, toClean);
  } catch (cause) {
    throw new ToolError(`The tool returned something that is no JSON value: ${reasonOf(cause)}.`, { cause });
  }
  if (text === undefined) throw new ToolError('The tool returned something that is no JSON value.');
  if (isJsonTooDeep(text)) throw new ToolError(`The tool’s result nests deeper than ${maxJsonDepth} levels.`);
  return JsonValue.parse(JSON.parse(text));
};

/** A tool whose own answer about its effect is no effect gets the one that is never run again by itself. */
const toEffect = (decide: () => unknown): ToolEffect => {
  try {
    return ToolEffect.catch('write').parse(decide());
  } catch {
    return 'write';
  }
};

/**
 * A tool that agents can use. Throws when the definition itself is wrong: a bad name, a time-out out of
 * bounds, or an input schema that is no object, that JSON Schema can't say, or that is over 64 kB long there.
 */
export const defineTool = <Input, Output>(definition: ToolDefinition<Input, Output>): Tool => {
  const checked = Definition.safeParse(definition);
  if (!checked.success) throw new TypeError(`The definition of the tool is wrong: ${toFaults(checked.error.issues)}.`);
  const { name, title, description, icon, input, effect = 'write', timeoutMs = defaultTimeoutMs } = definition;
  let inputSchema: JsonObject;
  try {
    inputSchema = toInputSchema(input);
  } catch (cause) {
    throw new TypeError(`The input of ${name} can’t be offered to a model: ${reasonOf(cause)}.`, { cause });
  }

  const check = (value: JsonValue): z.ZodSafeParseResult<Input> | undefined => {
    try {
      return input.safeParse(value);
    } catch {
      return undefined;
    }
  };

  const parse: Tool['parse'] = (argumentsValue) => {
    const parsed = check(argumentsValue);
    if (!parsed) return { ok: false, message: `The arguments of ${name} can’t be checked: its schema failed.` };
    if (!parsed.success) {
      const faults = cleanText(toFaults(parsed.error.issues));
      return { ok: false, message: `The arguments of ${name} are wrong: ${faults}. Mend them and call again.` };
    }
    const value = parsed.data;
    return {
      ok: true,
      effect: typeof effect === 'function' ? toEffect(() => effect(value)) : effect,
      execute: async (context) => toJson(await definition.execute(value, context)),
      reconcile: async (context) => {
        const answer = (await definition.reconcile?.(value, context)) ?? null;
        return answer?.happened === true ? { happened: true, output: toJson(answer.output) } : answer;
      },
    };
  };

  const declaredEffect = typeof effect === 'function' ? 'varies' : effect;
  return Object.freeze({ name, title, description, icon, timeoutMs, inputSchema, declaredEffect, parse });
};
