import { hash } from 'node:crypto';

import type { AgentSpec, JsonObject } from '@signalbox/contracts';
import type { OfferedTool } from '@signalbox/models';
import type { Tool } from '@signalbox/tool-sdk';

import { hideFixed } from './fixed-arguments.ts';

/** The tools of a turn, and how the model is told of them. */
export interface ToolOffer {
  readonly tools: ReadonlyMap<string, Tool>;
  /** Arguments that the agent's definition sets, by tool. */
  readonly fixed: ReadonlyMap<string, JsonObject>;
  readonly offered: readonly OfferedTool[];
  readonly json: string;
  /** Null when nothing is offered. */
  readonly digest: string | null;
}

const toOffer = (tools: ReadonlyMap<string, Tool>, fixed: ToolOffer['fixed']): ToolOffer => {
  const offered = [...tools.values()]
    .map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema: hideFixed(inputSchema, fixed.get(name)),
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const json = JSON.stringify(offered);
  return { tools, fixed, offered, json, digest: offered.length > 0 ? hash('sha256', json) : null };
};

/** Those of the enabled tools that an agent has; made anew only when others are enabled. */
export const createToolOffers = (wanted: AgentSpec['tools']): ((enabled: ReadonlyMap<string, Tool>) => ToolOffer) => {
  const chosen = wanted === 'all' ? [] : wanted;
  const names = new Set(chosen.map(({ name }) => name));
  const fixed = new Map(
    chosen.flatMap(({ name, fixedArguments }) =>
      Object.keys(fixedArguments).length > 0 ? [[name, fixedArguments] as const] : [],
    ),
  );
  let last: { readonly enabled: ReadonlyMap<string, Tool>; readonly offer: ToolOffer } | undefined;
  return (enabled) => {
    if (last?.enabled !== enabled) {
      const tools = wanted === 'all' ? enabled : new Map([...enabled].filter(([name]) => names.has(name)));
      last = { enabled, offer: toOffer(tools, fixed) };
    }
    return last.offer;
  };
};
