import { cleanText, isJsonTooDeep, JsonObject, JsonValue, maxJsonDepth, ToolName } from '@signalbox/contracts';
import { z } from 'zod';

import type { ParsedCall, Tool, ToolDefinition } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** Time a call may take when its tool says nothing else. */
const defaultTimeoutMs = 30_000;

const toFaults = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

/** What a tool returned as plain JSON: what JSON can't hold is a fault of the tool. */
const toJson = (output: unknown): JsonValue => {
  const text = JSON.stringify(output ?? null, (_key, value: unknown) =>
    typeof value === 'string' ? cleanText(value) : value,
  );
  if (text === undefined) throw new ToolError('The tool returned something that is no JSON value.');
  if (isJsonTooDeep(text)) throw new ToolError(`The tool’s result nests deeper than ${maxJsonDepth} levels.`);
  return JsonValue.parse(JSON.parse(text));
};

/**
 * A tool that agents can use. Throws when the definition itself is wrong: a bad name, a time-out out of
 * bounds, or an input schema that JSON Schema can't say.
 */
export const defineTool = <Input, Output>(definition: ToolDefinition<Input, Output>): Tool => {
  const { title, description, icon, input, effect = 'write', timeoutMs = defaultTimeoutMs, reconcile } = definition;
  const name = ToolName.parse(definition.name);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > 3_600_000) {
    throw new RangeError(`${name}: timeoutMs must be a whole number from 1 to 3,600,000`);
  }
  const inputSchema = JsonObject.parse(z.toJSONSchema(input, { target: 'draft-2020-12', io: 'input' }));

  const parse: Tool['parse'] = (argumentsValue) => {
    const parsed = input.safeParse(argumentsValue);
    if (!parsed.success) {
      return { ok: false, message: `The arguments of ${name} are wrong: ${toFaults(parsed.error)}. Mend them and call again.` };
    }
    const value = parsed.data;
    const call: ParsedCall = {
      ok: true,
      effect: typeof effect === 'function' ? effect(value) : effect,
      execute: async (context) => toJson(await definition.execute(value, context)),
      reconcile: async (context) => {
        const answer = (await reconcile?.(value, context)) ?? null;
        return answer?.happened === true ? { happened: true, output: toJson(answer.output) } : answer;
      },
    };
    return call;
  };

  const declaredEffect = typeof effect === 'function' ? 'varies' : effect;
  return Object.freeze({ name, title, description, icon, timeoutMs, inputSchema, declaredEffect, parse });
};
