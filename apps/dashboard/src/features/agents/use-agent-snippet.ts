import type { AgentSpec } from '@signalbox/contracts';

import { toChatCurl } from '../../snippet/to-chat-curl.ts';
import { toReportCurl } from '../../snippet/to-report-curl.ts';
import { useTRPCClient } from '../../trpc.ts';

/** Texts for an agent's variables to put one's own in place of: the default, or what belongs there. */
export const toExampleVariables = (variables: AgentSpec['variables']): Record<string, string> =>
  Object.fromEntries(variables.map(({ name, default: text }) => [name, text ?? `your ${name.replaceAll('_', ' ')}`]));

/** Reads an agent and gives the call that asks it, or that reports a run of one that runs elsewhere. */
export const useAgentSnippet = (): ((agent: string) => Promise<string>) => {
  const client = useTRPCClient();
  return async (agent) => {
    const { slug, spec, versionLabel } = await client.agents.get.query({ agent });
    const { origin } = window.location;
    if (!spec) return toReportCurl({ origin, agent: slug, version: versionLabel });
    const variables = toExampleVariables(spec.variables);
    return toChatCurl({ origin, message: 'What can you do?', agent: slug, variables });
  };
};
