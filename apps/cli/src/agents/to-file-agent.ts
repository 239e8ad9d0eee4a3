import type { SignalboxOutputs } from '@signalbox/client';

import { CliError } from '../cli-error.ts';
import type { FileAgent } from './agent-file.ts';

/** What a file keeps of an agent: what people set, without ids, times and what the server finds out. */
export const toFileAgent = (agent: SignalboxOutputs['agents']['get']): FileAgent => {
  const { slug, name, description, type, project, capabilities, status, spec } = agent;
  if (spec === null)
    throw new CliError(`The agent ${slug} runs elsewhere: it has no definition here to keep in a file.`);
  // an agent in error is an active one whose runs would fail here
  return { slug, name, description, type, project, capabilities, status: status === 'error' ? 'active' : status, spec };
};
