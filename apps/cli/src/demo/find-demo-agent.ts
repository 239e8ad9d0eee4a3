import { isSignalboxError, type SignalboxClient, type SignalboxOutputs } from '@signalbox/client';

import { CliError } from '../cli-error.ts';
import { untilAllowed } from '../until-allowed.ts';

/** What the agents of the sample data are filed under. */
export const demoProject = 'demo';

/** What the description of a sample agent ends with. */
export const toDemoMark = (seed: number): string => `Sample data: signalbox seed demo --seed ${seed}`;

const mark = /Sample data: signalbox seed demo --seed (\d+)$/;

/** An agent of the sample data that is there, and the seed of its data. */
export interface FoundDemoAgent {
  readonly agent: SignalboxOutputs['agents']['get'];
  readonly seed: number;
}

/** The agent with this slug; undefined when there is none. Throws a `CliError` when it is somebody's own. */
export const findDemoAgent = async (client: SignalboxClient, slug: string): Promise<FoundDemoAgent | undefined> => {
  const agent = await untilAllowed(() => client.agents.get.query({ agent: slug })).catch((error: unknown) => {
    if (isSignalboxError(error, 'agent.not-found')) return undefined;
    throw error;
  });
  if (!agent) return undefined;
  const seed = mark.exec(agent.description)?.[1];
  if (seed === undefined || agent.project !== demoProject)
    throw new CliError(`The agent ${slug} is not of the sample data: it is left as it is, and nothing else is done.`);
  return { agent, seed: Number(seed) };
};
