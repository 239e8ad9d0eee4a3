import { isSignalboxError, type SignalboxClient } from '@signalbox/client';
import { isFinalRunStatus, type Run } from '@signalbox/contracts';

import { untilAllowed } from '../until-allowed.ts';
import { demoAgents } from './demo-agents.ts';
import { findDemoAgent, type FoundDemoAgent } from './find-demo-agent.ts';
import { planDemo } from './plan-demo.ts';

interface RemoveOptions {
  readonly client: SignalboxClient;
  readonly signal: AbortSignal;
  /** Told of each run that is gone. */
  readonly onRun: () => void;
}

/** What was taken away. */
export interface RemovedDemo {
  readonly agents: number;
  readonly runs: number;
  /** Agents that were only archived, by their slugs: they have runs that somebody else began. */
  readonly archived: readonly string[];
}

const listAllRuns = async (client: SignalboxClient, agent: string): Promise<Run[]> => {
  const runs: Run[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { agent, limit: 100, ...(cursor !== undefined && { cursor }) };
    const page: { items: Run[]; nextCursor: string | null } = await untilAllowed(() => client.runs.list.query(input));
    runs.push(...page.items);
    cursor = page.nextCursor;
  }
  return runs;
};

/** Whether seeding began the run: from a terminal or by a key, with a message of the plan. */
const isSeeded = ({ source, inputPreview }: Run, messages: ReadonlySet<string>): boolean =>
  (source === 'cli' || source === 'api') && messages.has(inputPreview);

const removeRun = async (client: SignalboxClient, { id: runId, status }: Run): Promise<void> => {
  if (!isFinalRunStatus(status))
    await untilAllowed(() => client.runs.cancel.mutate({ runId })).catch((error: unknown) => {
      if (!isSignalboxError(error, 'run.ended')) throw error;
    });
  await untilAllowed(() => client.runs.delete.mutate({ runId }));
};

const removeAgent = async (
  { client, signal, onRun }: RemoveOptions,
  { agent: { id: agent, slug }, seed }: FoundDemoAgent,
): Promise<{ readonly runs: number; readonly isArchived: boolean }> => {
  const planned = planDemo(seed).filter((conversation) => conversation.agent === slug);
  const messages = new Set(planned.flatMap((conversation) => conversation.messages));
  const all = await listAllRuns(client, agent);
  const seeded = all.filter((run) => isSeeded(run, messages));
  for (const run of seeded) {
    signal.throwIfAborted();
    await removeRun(client, run);
    onRun();
  }
  const isArchived = seeded.length < all.length;
  const { agents } = client;
  await untilAllowed<unknown>(() => (isArchived ? agents.archive : agents.delete).mutate({ agent }));
  return { runs: seeded.length, isArchived };
};

/**
 * Takes away what seeding made: its runs, and its agents with all of their versions. An agent that somebody has used
 * since is archived with those runs. Throws a `CliError` when agents of its names are somebody's own.
 */
export const removeDemo = async (options: RemoveOptions): Promise<RemovedDemo> => {
  const archived: string[] = [];
  let [agents, runs] = [0, 0];
  for (const { slug } of demoAgents) {
    const found = await findDemoAgent(options.client, slug);
    if (!found) continue;
    const removed = await removeAgent(options, found);
    runs += removed.runs;
    if (removed.isArchived) archived.push(slug);
    else agents += 1;
  }
  return { agents, runs, archived };
};
