import type { SignalboxClient } from '@signalbox/client';
import type { Command } from 'commander';

import { addCommand, exampleId, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { printAnswer } from '../print-answer.ts';
import { printRun } from '../print-run.ts';

interface StartOptions extends JsonOption {
  readonly agent?: string;
  readonly model?: string;
  readonly watch?: true;
}

interface Watched {
  readonly client: SignalboxClient;
  readonly runId: string;
  readonly isJson: boolean;
}

const watch = async (context: CliContext, watched: Watched): Promise<void> => {
  const status = await printRun(context, watched);
  if (status !== 'completed') context.fail('runNotCompleted');
};

const startRun = async (context: CliContext, message: string, options: StartOptions): Promise<void> => {
  const { agent, model } = options;
  const client = openClient(context.config);
  const started = await client.runs.start.mutate({
    message,
    ...(agent !== undefined && { agent }),
    ...(model !== undefined && { model }),
  });
  const { runId } = started;
  if (!options.watch) {
    const lines = [`Run ${runId} is started. Watch it with: signalbox runs watch ${runId}`];
    printAnswer(context, options, { value: started, lines });
    return;
  }
  context.stderr.write(`Run ${runId}\n`);
  await watch(context, { client, runId, isJson: options.json === true });
};

const watchStarted = async (context: CliContext, runId: string, options: JsonOption): Promise<void> => {
  const client = openClient(context.config);
  // Says at once when there is no such run or no server; the watch itself would wait for one.
  await client.runs.get.query({ runId });
  await watch(context, { client, runId, isJson: options.json === true });
};

const cancelRun = async (context: CliContext, runId: string, options: JsonOption): Promise<void> => {
  const run = await openClient(context.config).runs.cancel.mutate({ runId });
  printAnswer(context, options, { value: run, lines: [`Run ${run.id} is ${run.status}.`] });
};

/** Adds `runs start`, `runs watch` and `runs cancel`. */
export const addRunsCommand = (program: Command, context: CliContext): void => {
  const runs = program.command('runs').description('runs: start, watch, cancel');
  addCommand(runs, {
    usage: 'start <message...>',
    summary: 'ask an agent',
    json: 'print one JSON object with the ids, or with --watch each event as JSON on a line',
    examples: ['runs start "What is 5 + 10?" --watch', 'runs start "What is 5 + 10?" --agent assistant --json'],
  })
    .option('--agent <slug>', 'the agent; without it the assistant')
    .option('--model <model>', 'in place of the agent’s models: provider/model, or a model’s name')
    .option('--watch', 'print its steps until it ends; exit code 5 unless it completes')
    .action((words: string[], options: StartOptions) => startRun(context, words.join(' '), options));
  addCommand(runs, {
    usage: 'watch <id>',
    summary: 'print the steps of a run, old and new, until it ends; exit code 5 unless it completes',
    json: 'print each event as JSON on a line',
    examples: [`runs watch ${exampleId}`],
  }).action((runId: string, options: JsonOption) => watchStarted(context, runId, options));
  addCommand(runs, {
    usage: 'cancel <id>',
    summary: 'stop a run; what its tools already did stays',
    json: 'print the run as one JSON object',
    examples: [`runs cancel ${exampleId}`],
  }).action((runId: string, options: JsonOption) => cancelRun(context, runId, options));
};
