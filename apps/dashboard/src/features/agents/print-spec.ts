import { type AgentSpec, type JsonObject, toUsd } from '@signalbox/contracts';

import { formatCount, formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';

/** A part of a definition as its readers see it. */
export interface PrintedPart {
  readonly label: string;
  /** Empty: the part says nothing. */
  readonly lines: readonly string[];
}

const toJsonLines = (value: JsonObject, indent = ''): string[] =>
  Object.keys(value).length === 0
    ? []
    : JSON.stringify(value, null, 2)
        .split('\n')
        .map((line) => indent + line);

const toModelLines = (models: AgentSpec['models']): string[] =>
  models.length === 0
    ? ['The workspace’s default']
    : models.flatMap(({ provider, model, parameters }, index) => [
        `${index + 1}. ${provider}/${model}`,
        ...toJsonLines(parameters, '   '),
      ]);

const toToolLines = ({ tools }: AgentSpec): string[] =>
  tools === 'all'
    ? ['All that are switched on']
    : tools.flatMap(({ name, fixedArguments }) => [name, ...toJsonLines(fixedArguments, '  ')]);

/** A definition in words and lines, part by part, always in the same order. */
export const printSpec = (spec: AgentSpec): PrintedPart[] => {
  const { models, instructions, variables, output, historyRuns, whenBusy, limits } = spec;
  const { steps, toolCalls, wallTimeMs, costNanoUsd } = limits;
  return [
    {
      label: 'Models',
      lines: toModelLines(models),
    },
    { label: 'Instructions', lines: instructions === '' ? [] : instructions.split('\n') },
    {
      label: 'Variables',
      lines: variables.map(({ name, default: text }) => (text === null ? `${name}, required` : `${name} = ${text}`)),
    },
    { label: 'Tools', lines: toToolLines(spec) },
    { label: 'Answer', lines: output === null ? ['Text'] : [`JSON ${output.name}`, ...toJsonLines(output.schema)] },
    {
      label: 'History',
      lines: [historyRuns === null ? 'As many earlier messages as fit' : formatNoun(historyRuns, 'earlier message')],
    },
    { label: 'While a run is under way', lines: [whenBusy === 'queue' ? 'Messages wait' : 'Messages are refused'] },
    {
      label: 'Limits',
      lines: [
        formatNoun(steps, 'step'),
        formatNoun(toolCalls, 'tool call'),
        formatDuration(wallTimeMs),
        costNanoUsd === null ? 'Any cost' : `$${formatCount(toUsd(costNanoUsd))}`,
      ],
    },
  ];
};
