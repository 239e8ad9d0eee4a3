import { askForTool } from './ask-for-tool.ts';
import { expandText } from './expand-input.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

/** The number that a check names, when it names one only. */
const toValue = (check: string): string | undefined => /^-?\d+(?:\.\d+)?$/.exec(check)?.[0];

/** Codes of a check, such as EMPTY, that the result has to name. */
const toCode = (check: string): string | undefined => /\b[A-Z]{4,}\b/.exec(check)?.[0];

/** An expression, as a model gives it to the calculator. */
export const playCalculator = async (stage: Stage, { id, input, expect }: CorpusCase): Promise<Verdict> => {
  const expression = expandText(input);
  if (expression === undefined) return unknownShape(input);
  const { result } = await askForTool(stage, { key: id, tool: 'calculator', arguments: { expression } });
  const { outcome, text } = result;
  const told = `${outcome}: ${text.slice(0, 200)}`;
  const value = toValue(expect.check);
  const code = toCode(expect.check);
  const isRefused = expect.outcome === 'reject' || expect.outcome === 'contain';
  return {
    faults: [
      ...expectThat(!isRefused || outcome === 'error', `was not refused: ${told}`),
      ...expectThat(value === undefined || text.endsWith(`= ${value}`), `is not ${value}: ${told}`),
      ...expectThat(!isRefused || code === undefined || text.includes(code), `does not say ${code}: ${told}`),
      ...expectThat(isRefused || outcome === 'ok' || expect.check.includes('or error'), `was refused: ${told}`),
      ...expectThat(!text.endsWith('...992') && !/= \d*992$/.test(text), `lost its last digits: ${told}`),
    ],
  };
};
