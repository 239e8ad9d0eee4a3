import type { SignalboxClient } from '@signalbox/client';
import type { Command } from 'commander';

import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { printRun } from '../print-run.ts';

interface StartOptions {
  readonly agent?: string;
  readonly model?: string;
  readonly watch?: true;
  readonly json?: true;
}

interface Watched {
  readonly client: SignalboxClient;
  readonly runId: string;
  readonly isJson: boolean;
}

const watch = async (context: CliContext, watched: Watched): Promise<void> => {
  const status = await printRun(context, watched);
  if (status !== 'completed') context.fail();
};

const startRun = async (context: CliContext, message: string, options: StartOptions): Promise<void> => {
  const { agent, model } = options;
  const isJson = options.json === true;
  const client = openClient(context.config);
  const started = await client.runs.start.mutate({
    message,
    ...(agent !== undefined && { agent }),
    ...(model !== undefined && { model }),
  });
  const { runId } = started;
  if (options.watch) {
    context.stderr.write(`Run ${runId}\n`);
    await watch(context, { client, runId, isJson });
  } else if (isJson) context.stdout.write(`${JSON.stringify(started)}\n`);
  else context.stdout.write(`Run ${runId} is started. Watch it with: signalbox runs watch ${runId}\n`);
};

/** Adds `runs start`, `runs watch` and `runs cancel`. */
export const addRunsCommand = (program: Command, context: CliContext): void => {
  const runs = program.command('runs').description('runs: start, watch, cancel');
  runs
    .command('start <message...>')
    .description('ask an agent')
    .option('--agent <slug>', 'the agent; without it the assistant')
    .option('--model <model>', 'in place of the agent’s models: provider/model, or a model’s name')
    .option('--watch', 'print its steps until it ends; exit code 1 unless it completes')
    .option('--json', 'print JSON: the ids, or with --watch each event on a line')
    .action((words: string[], options: StartOptions) => startRun(context, words.join(' '), options));
  runs
    .command('watch <id>')
    .description('print the steps of a run, old and new, until it ends; exit code 1 unless it completes')
    .option('--json', 'print each event as JSON on a line')
    .action(async (runId: string, options: { readonly json?: true }) => {
      const client = openClient(context.config);
      // Says at once when there is no such run or no server; the watch itself would wait for one.
      await client.runs.get.query({ runId });
      await watch(context, { client, runId, isJson: options.json === true });
    });
  runs
    .command('cancel <id>')
    .description('stop a run; what its tools already did stays')
    .action(async (runId: string) => {
      const run = await openClient(context.config).runs.cancel.mutate({ runId });
      context.stdout.write(`Run ${run.id} is ${run.status}.\n`);
    });
};
