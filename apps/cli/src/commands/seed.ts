import type { Command } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { installCourier, isCourierOffered, removeCourier } from '../demo/demo-courier.ts';
import { removeDemo } from '../demo/remove-demo.ts';
import { seedDemo, type SeededDemo } from '../demo/seed-demo.ts';
import { removeMonth, seedMonth } from '../demo/seed-month.ts';
import { seedLoad } from '../load/seed-load.ts';
import { toWholeNumber } from '../parse-option.ts';
import { printAnswer } from '../print-answer.ts';
import { type Progress, showProgress } from '../show-progress.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { type OpenedServer, withServer } from '../with-server.ts';

interface SeedOptions extends JsonOption {
  readonly seed: number;
  readonly days?: number;
  readonly remove?: true;
}

interface LoadOptions extends JsonOption {
  readonly runs: number;
  readonly days: number;
}

/** Tools can be put where the server looks only on its own machine, which is where its token is. */
const isOnItsMachine = ({ config }: CliContext): boolean => config.apiKey === undefined;

const seed = async (context: CliContext, { client }: OpenedServer, options: SeedOptions): Promise<SeededDemo> => {
  let progress: Progress | undefined;
  const work = async (signal: AbortSignal): Promise<SeededDemo> => {
    const openCourier = (): Promise<boolean> =>
      isOnItsMachine(context)
        ? installCourier(client, { toolsDir: context.config.toolsDir, signal })
        : isCourierOffered(client);
    const onPlan = (amount: number): void => {
      progress = showProgress(context.stderr, 'The demo model runs', { amount, text: `${amount} runs` });
    };
    return seedDemo({ client, seed: options.seed, openCourier, signal, onPlan, onRun: () => progress?.add(1) });
  };
  const stopped = 'Stopped. What is there is whole: the same command goes on, with --remove it is taken away.';
  return untilInterrupted(work, stopped).finally(() => progress?.end());
};

const printSeeded = (context: CliContext, options: SeedOptions, demo: SeededDemo): void => {
  const versions = demo.agents.reduce((total, agent) => total + agent.versions, 0);
  const runs = Object.values(demo.runs).reduce((total, count) => total + count, 0);
  const counts = Object.entries(demo.runs).map(([status, count]) => `${count} ${status}`);
  const lines = [
    `${demo.agents.length} agents with ${versions} versions, ${runs} runs: ${counts.toSorted().join(', ')}.`,
    'They are in the project “demo”. Take them away with: signalbox seed demo --remove',
  ];
  printAnswer(context, options, { value: demo, lines });
  if (demo.leftOut > 0)
    context.stderr.write(
      `${demo.leftOut} runs are left out: they need a tool that only the command line on the server’s machine can add.\n`,
    );
};

const fillMonth = async (context: CliContext, { client }: OpenedServer, options: SeedOptions): Promise<void> => {
  const { days = 30 } = options;
  const progress = showProgress(context.stderr, 'Sample runs', { amount: days, text: `${days} days` });
  const stopped = 'Stopped. What is there is whole: the same command goes on, with --remove it is taken away.';
  const onDay = (): void => progress.add(1);
  const runs = await untilInterrupted((signal) => seedMonth({ client, days, signal, onDay }), stopped).finally(() =>
    progress.end(),
  );
  const lines = [
    `${runs} runs of 5 agents that run elsewhere, over ${days} days up to now.`,
    'They are marked as samples. Take them away with: signalbox seed demo --remove',
  ];
  printAnswer(context, options, { value: { runs, days }, lines });
};

const load = async (context: CliContext, { client }: OpenedServer, options: LoadOptions): Promise<void> => {
  const { runs, days } = options;
  const progress = showProgress(context.stderr, 'Load', { amount: runs, text: `${runs.toLocaleString('en-GB')} runs` });
  const beganAt = performance.now();
  const work = (signal: AbortSignal): Promise<number> =>
    seedLoad({ client, runs, days, signal, onStored: (count) => progress.add(count) });
  const stopped = 'Stopped. The runs that were stored stay, those of agents load-1 to load-8.';
  const stored = await untilInterrupted(work, stopped).finally(() => progress.end());
  const seconds = (performance.now() - beganAt) / 1000;
  // a run of the load is one row of runs, one of its model and two of its tools
  const value = { runs: stored, rows: stored * 4, seconds, rowsPerSecond: Math.round((stored * 4) / seconds) };
  const rate = `${value.rowsPerSecond.toLocaleString('en-GB')} rows/s`;
  const amount = `${stored.toLocaleString('en-GB')} runs, ${value.rows.toLocaleString('en-GB')} rows`;
  printAnswer(context, options, { value, lines: [`${amount} in ${seconds.toFixed(1)} s: ${rate}.`] });
};

const remove = async (context: CliContext, { client }: OpenedServer, options: SeedOptions): Promise<void> => {
  const stopped = 'Stopped. The same command takes the rest away.';
  const onRun = (): void => undefined;
  const removed = await untilInterrupted(async (signal) => {
    const demo = await removeDemo({ client, signal, onRun });
    return { ...demo, runs: demo.runs + (await removeMonth(client, signal)) };
  }, stopped);
  if (isOnItsMachine(context)) await removeCourier(context.config.toolsDir);
  const { agents, runs, archived } = removed;
  const lines = [
    `${agents} agents and ${runs} runs are gone.`,
    ...archived.map((slug) => `${slug} is archived: it has runs that seeding did not begin.`),
  ];
  printAnswer(context, options, { value: removed, lines });
};

/** Adds `seed demo`, which fills a server with sample data and takes it away again. */
export const addSeedCommand = (program: Command, context: CliContext): void => {
  const parent = program.command('seed').description('sample data');
  addCommand(parent, {
    usage: 'demo',
    summary:
      'five agents with versions, and 40 runs that the demo model does now: failures and a waiting one among them',
    json: 'print one JSON object: the agents, and how many runs stand how',
    examples: ['seed demo', 'seed demo --days 30', 'seed demo --seed 7 --json', 'seed demo --remove'],
  })
    .option(
      '--days <number>',
      'a month of agents that run elsewhere in place of it: so many days up to now',
      toWholeNumber(90),
    )
    .option(
      '--seed <number>',
      'the same number makes the same agents, messages and outcomes',
      toWholeNumber(1_000_000),
      7,
    )
    .option('--remove', 'take away what it made')
    .action((options: SeedOptions) =>
      withServer(context, async (server) => {
        if (options.remove) await remove(context, server, options);
        else if (options.days !== undefined) await fillMonth(context, server, options);
        else printSeeded(context, options, await seed(context, server, options));
      }),
    );
  addCommand(parent, {
    usage: 'load',
    summary: 'many synthetic runs, as fast as the server takes them, of the agents load-1 to load-8',
    json: 'print one JSON object: runs, rows, seconds, rowsPerSecond',
    examples: ['seed load --runs 1000', 'seed load --runs 2000 --days 90 --json'],
  })
    .option('--runs <number>', 'how many', toWholeNumber(100_000_000), 10_000)
    .option('--days <number>', 'over how many days up to now they are spread', toWholeNumber(365), 30)
    .action((options: LoadOptions) => withServer(context, (server) => load(context, server, options)));
};
