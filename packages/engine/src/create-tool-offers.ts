import { hash } from 'node:crypto';

import type { AgentSpec } from '@signalbox/contracts';
import type { OfferedTool } from '@signalbox/models';
import type { Tool } from '@signalbox/tool-sdk';

/** The tools of a turn, and how the model is told of them. */
export interface ToolOffer {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly offered: readonly OfferedTool[];
  readonly json: string;
  /** Null when nothing is offered. */
  readonly digest: string | null;
}

const toOffer = (tools: ReadonlyMap<string, Tool>): ToolOffer => {
  const offered = [...tools.values()]
    .map(({ name, description, inputSchema }) => ({ name, description, inputSchema: { ...inputSchema } }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const json = JSON.stringify(offered);
  return { tools, offered, json, digest: offered.length > 0 ? hash('sha256', json) : null };
};

/** Those of the enabled tools that an agent has; made anew only when others are enabled. */
export const createToolOffers = (wanted: AgentSpec['tools']): ((enabled: ReadonlyMap<string, Tool>) => ToolOffer) => {
  let last: { readonly enabled: ReadonlyMap<string, Tool>; readonly offer: ToolOffer } | undefined;
  return (enabled) => {
    if (last?.enabled !== enabled) {
      const tools = wanted === 'all' ? enabled : new Map([...enabled].filter(([name]) => wanted.includes(name)));
      last = { enabled, offer: toOffer(tools) };
    }
    return last.offer;
  };
};
