import type { Command } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { printAnswer } from '../print-answer.ts';
import { showProgress } from '../show-progress.ts';
import { untilAllowed } from '../until-allowed.ts';

const rebuildMetrics = async (context: CliContext, options: JsonOption): Promise<void> => {
  const client = openClient(context.config);
  const progress = showProgress(context.stderr, 'Recomputing figures', { amount: 1, text: 'all hours' });
  let hours = 0;
  let share = 0;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = cursor === undefined ? {} : { cursor };
    const rebuilt = await untilAllowed(() => client.metrics.updateBuckets.mutate(input));
    hours += rebuilt.hours;
    progress.add(rebuilt.share - share);
    ({ cursor, share } = rebuilt);
  }
  progress.end();
  const line = `${hours} ${hours === 1 ? 'hour was' : 'hours were'} recomputed from the runs. Deleted runs are counted as before.`;
  printAnswer(context, options, { value: { hours }, lines: [line] });
};

/** Adds `metrics rebuild`, which recomputes the figures from the runs. */
export const addMetricsCommand = (program: Command, context: CliContext): void => {
  const metrics = program.command('metrics').description('the figures of the dashboard');
  addCommand(metrics, {
    usage: 'rebuild',
    summary: 'recompute the figures from the runs, while the server works',
    json: 'print one JSON object: how many hours were recomputed',
    examples: ['metrics rebuild'],
  }).action((options: JsonOption) => rebuildMetrics(context, options));
};
