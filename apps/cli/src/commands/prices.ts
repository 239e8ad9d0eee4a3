import { addRepriced, noneRepriced, type Repriced, type RepricedModel, toUsd } from '@signalbox/contracts';
import { type Command, InvalidArgumentError } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { toPlainText } from '../plain-text.ts';
import { printAnswer } from '../print-answer.ts';
import { showProgress } from '../show-progress.ts';
import { untilAllowed } from '../until-allowed.ts';

interface RepriceOptions extends JsonOption {
  readonly from: string;
  readonly model?: string;
  readonly dryRun?: true;
}

/** A day such as 2026-11-01; the server says which days it takes. */
const toDay = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a day, such as 2026-11-01.');
};

const count = (number: number): string => number.toLocaleString('en-GB');

const toRuns = (number: number): string => `${count(number)} run${number === 1 ? '' : 's'}`;

const toLine = (model: RepricedModel): string => {
  const { runs, costNanoUsdBefore, costNanoUsdAfter, unpricedCallsBefore, unpricedCallsAfter, kept } = model;
  const parts = [
    `$${toUsd(costNanoUsdBefore).toFixed(4)} → $${toUsd(costNanoUsdAfter).toFixed(4)} in ${toRuns(runs)}`,
    `unpriced calls ${count(unpricedCallsBefore)} → ${count(unpricedCallsAfter)}`,
    `kept ${count(kept.told + kept.withoutSteps + kept.withoutConnection)}`,
  ];
  return toPlainText(`${(model.model || 'model not told').padEnd(32)} ${parts.join(', ')}`);
};

const toLines = ({ runs, comparedRuns, models }: Repriced, isDryRun: boolean): string[] => [
  ...models.map(toLine),
  `${isDryRun ? 'To change' : 'Repriced'}: ${toRuns(runs)}, and what our prices say beside the reported cost of ${toRuns(comparedRuns)}.`,
];

const reprice = async (context: CliContext, options: RepriceOptions): Promise<void> => {
  const { from, model, dryRun: isDryRun = false } = options;
  const { prices } = openClient(context.config);
  const label = isDryRun ? 'Looking at runs' : 'Repricing runs';
  const progress = showProgress(context.stderr, label, { amount: 1, text: `all since ${from}` });
  let repriced = noneRepriced;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { from, ...(model !== undefined && { model }), ...(cursor !== undefined && { cursor }) };
    const piece = await untilAllowed(() =>
      isDryRun ? prices.summarizeRunCosts.query(input) : prices.updateRunCosts.mutate(input),
    );
    progress.add(piece.share - repriced.share);
    repriced = addRepriced(repriced, piece);
    ({ cursor } = piece);
  }
  progress.end();
  const { share: _share, ...value } = repriced;
  printAnswer(context, options, { value, lines: toLines(repriced, isDryRun) });
};

/** Adds `prices reprice`, which computes anew what ended runs cost. */
export const addPricesCommand = (program: Command, context: CliContext): void => {
  const prices = program.command('prices').description('what models cost');
  addCommand(prices, {
    usage: 'reprice',
    summary: 'compute anew what ended runs cost, by the prices of now; stopped, it can begin again at any time',
    json: 'print one JSON object: how many runs changed, and the cost before and after by model',
    examples: ['prices reprice --from 2026-11-01 --dry-run', 'prices reprice --from 2026-11-01 --model openai/gpt-5.1'],
  })
    .requiredOption('--from <day>', 'runs that began on this day or later, in UTC', toDay)
    .option('--model <name>', 'only calls of this model, as figures name it')
    .option('--dry-run', 'only say what would change')
    .action((options: RepriceOptions) => reprice(context, options));
};
