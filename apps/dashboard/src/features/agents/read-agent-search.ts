import type { AgentSearch } from './parse-agent-search.ts';

/** The parts of an agent's page, in their order. */
export const agentTabs = ['overview', 'definition', 'versions', 'runs', 'activity', 'use'] as const;
export type AgentTab = (typeof agentTabs)[number];

interface AgentChoice {
  readonly tab: AgentTab;
  /** Number of the version that is looked at; null for none. */
  readonly version: number | null;
  /** The two versions that are compared, the older first; null for none. */
  readonly compared: readonly [number, number] | null;
}

const toNumber = (text: string | undefined): number => {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
};

/** What an address chooses; what can't be read chooses nothing. */
export const readAgentSearch = ({ tab, version, compare = '' }: AgentSearch): AgentChoice => {
  const [left = 0, right = 0, ...rest] = compare.split('-').map(toNumber);
  const areTwo = left > 0 && right > 0 && left !== right && rest.length === 0;
  return {
    tab: agentTabs.find((one) => one === tab) ?? 'overview',
    version: version?.startsWith('v') ? toNumber(version.slice(1)) || null : null,
    compared: areTwo ? [Math.min(left, right), Math.max(left, right)] : null,
  };
};
