import type { SettledRun, SignalboxClient } from '@signalbox/client';

import { CliError } from '../cli-error.ts';
import { untilAllowed } from '../until-allowed.ts';
import { type DemoAgent, demoAgents } from './demo-agents.ts';
import { demoProject, findDemoAgent, type FoundDemoAgent, toDemoMark } from './find-demo-agent.ts';
import { type DemoConversation, planDemo } from './plan-demo.ts';

/** Conversations that go on side by side: a key may begin ten runs at once. */
const sideBySide = 8;

interface SeedOptions {
  readonly client: SignalboxClient;
  readonly seed: number;
  /** Sees to the courier, and says whether the server has it: what needs it is left out else. */
  readonly openCourier: () => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Told how many runs there will be, before the first one. */
  readonly onPlan: (runs: number) => void;
  /** Told of each run that has ended or waits. */
  readonly onRun: () => void;
}

/** The sample data as it is there now. */
export interface SeededDemo {
  readonly seed: number;
  readonly agents: readonly { readonly slug: string; readonly versions: number }[];
  /** How many stand how. */
  readonly runs: Readonly<Partial<Record<SettledRun['status'], number>>>;
  /** Runs that were left out, since the server has no courier. */
  readonly leftOut: number;
}

/** The agents that are there already, by slug. */
const findAgents = async ({ client, seed }: SeedOptions) => {
  const found = new Map<string, FoundDemoAgent['agent']>();
  for (const { slug } of demoAgents) {
    const there = await findDemoAgent(client, slug);
    if (there && there.seed !== seed)
      throw new CliError(
        `The sample data of seed ${there.seed} is there. Remove it first: signalbox seed demo --remove`,
      );
    if (there) found.set(slug, there.agent);
  }
  return found;
};

const createAgent = ({ client, seed }: SeedOptions, demo: DemoAgent): Promise<FoundDemoAgent['agent']> => {
  const { slug, name, type, capabilities, versions } = demo;
  const [{ spec, note }] = versions;
  const description = `${demo.description} ${toDemoMark(seed)}`;
  const labels = { slug, name, description, type, project: demoProject, capabilities };
  return untilAllowed(() => client.agents.create.mutate({ ...labels, status: 'active', spec, note }));
};

/** Makes the agent, or goes on with it, until it has all of its versions. */
const seedAgent = async (
  options: SeedOptions,
  {
    demo,
    found,
    hasCourier,
  }: { readonly demo: DemoAgent; readonly found: FoundDemoAgent['agent'] | undefined; readonly hasCourier: boolean },
): Promise<SeededDemo['agents'][number]> => {
  const { client, signal } = options;
  signal.throwIfAborted();
  const { slug: agent, published } = demo;
  if (found && found.archivedAt !== null) await untilAllowed(() => client.agents.restore.mutate({ agent }));
  let { latestVersion } = found ?? (await createAgent(options, demo));
  const wanted = demo.versions.filter(({ needsCourier }) => hasCourier || !needsCourier);
  for (const { spec, note } of wanted.slice(latestVersion)) {
    const version = { agent, spec, note, baseVersion: latestVersion, isPublished: latestVersion < published };
    latestVersion = (await untilAllowed(() => client.agents.createVersion.mutate(version))).number;
  }
  return { slug: agent, versions: latestVersion };
};

/** Runs the messages of a conversation one after the other; each is one run, however often it is sent. */
const seedConversation = async (
  { client, seed, signal, onRun }: SeedOptions,
  { index, conversation }: { readonly index: number; readonly conversation: DemoConversation },
): Promise<SettledRun['status'][]> => {
  const { agent, version, messages, variables, isCancelled = false } = conversation;
  const statuses: SettledRun['status'][] = [];
  let conversationId: string | undefined;
  for (const [turn, message] of messages.entries()) {
    const input = {
      agent,
      version,
      message,
      idempotencyKey: `seed-demo-${seed}-${index}-${turn}`,
      ...(conversationId !== undefined && { conversationId }),
      ...(variables && { variables: { ...variables } }),
    };
    const started = await untilAllowed(() => client.runs.start.mutate(input, { signal }), signal);
    ({ conversationId } = started);
    const run = await client.runs.wait(started.runId, { signal });
    const isToCancel = isCancelled && run.status === 'waiting';
    if (isToCancel) await untilAllowed(() => client.runs.cancel.mutate({ runId: run.runId }));
    statuses.push(isToCancel ? 'cancelled' : run.status);
    onRun();
  }
  return statuses;
};

/** Does the work for each of them, a few at a time; of what fails, the first is thrown, and nothing more begins. */
const forEachSideBySide = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  const left = items.values();
  let isFailed = false;
  const goOn = async (): Promise<void> => {
    for (const item of left) {
      if (isFailed) return;
      await work(item).catch((error: unknown) => {
        isFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, goOn));
};

const countRuns = (conversations: readonly { readonly conversation: DemoConversation }[]): number =>
  conversations.reduce((total, { conversation }) => total + conversation.messages.length, 0);

/**
 * Makes the sample agents with their versions, and has the demo model run their conversations now. What is there already
 * is left as it is, so that this may be broken off at any point and done again. Throws a `CliError` when agents of its
 * names are somebody's own, or of another seed.
 */
export const seedDemo = async (options: SeedOptions): Promise<SeededDemo> => {
  const { seed, openCourier, onPlan } = options;
  const found = await findAgents(options);
  const hasCourier = await openCourier();
  const all = planDemo(seed).map((conversation, index) => ({ index, conversation }));
  const planned = all.filter(({ conversation }) => hasCourier || !conversation.needsCourier);
  const agents: SeededDemo['agents'][number][] = [];
  for (const demo of demoAgents)
    agents.push(await seedAgent(options, { demo, found: found.get(demo.slug), hasCourier }));
  onPlan(countRuns(planned));
  const runs: Partial<Record<SettledRun['status'], number>> = {};
  await forEachSideBySide(planned, async (each) => {
    for (const status of await seedConversation(options, each)) runs[status] = (runs[status] ?? 0) + 1;
  });
  return { seed, agents, runs, leftOut: countRuns(all) - countRuns(planned) };
};
