import type { ReactNode } from 'react';

import { formatCost } from '../../formats/format-cost.ts';
import { formatCount } from '../../formats/format-count.ts';
import { JsonTree } from '../../transcript/json-tree.tsx';
import { CostLines } from './cost-lines.tsx';
import { FactList } from './fact-list.tsx';
import {
  isCostEstimated,
  isUsageEstimated,
  toCallCost,
  toCostLines,
  toUsage,
  type ModelCall,
} from './list-model-calls.ts';
import { TokenTable } from './tokens-fact.tsx';

const toCostText = (call: ModelCall): string => {
  const cost = toCallCost(call);
  if (cost === undefined) return 'not known yet';
  if (cost === null) return 'no price';
  return `${isCostEstimated(call) && cost > 0 ? '≈ ' : ''}${formatCost(cost)}`;
};

const listFacts = ({ start, end }: ModelCall): readonly (readonly [string, ReactNode])[] => {
  const { attempt, provider, model, messages, omittedMessages, toolSetDigest, estimatedInputTokens } = start.payload;
  return [
    ['Attempt', String(attempt)],
    ['Model', `${provider}/${model}`],
    ['Messages sent', formatCount(messages)],
    ['Left out', omittedMessages === 0 ? 'none' : `${formatCount(omittedMessages)} older, the window was full`],
    [
      'Tool set',
      toolSetDigest === null ? (
        'no tools'
      ) : (
        <code key="digest" className="text-code font-mono" title={toolSetDigest}>
          {toolSetDigest.slice(0, 12)}
        </code>
      ),
    ],
    ['Estimated input', `${formatCount(estimatedInputTokens)} tokens`],
    ...(end ? [['Ended with', end.payload.finish] as const] : []),
    ...(end?.payload.answeredBy === undefined ? [] : [['Answered by', end.payload.answeredBy] as const]),
    ...(end?.payload.responseId === undefined ? [] : [['Provider’s id', end.payload.responseId] as const]),
  ];
};

/** What was asked of a model, and what it used. */
export const ModelCallSection = ({ call }: { readonly call: ModelCall }) => {
  const usage = toUsage(call);
  const { parameters } = call.start.payload;
  const rawUsage = call.end?.payload.rawUsage;
  return (
    <>
      <FactList title="Request" facts={listFacts(call)} />
      <section className="flex flex-col gap-1.5">
        <h3 className="font-semibold">Parameters</h3>
        {Object.keys(parameters).length === 0 ? (
          <p className="text-text-muted">The model’s own.</p>
        ) : (
          <JsonTree value={parameters} part="parameters" />
        )}
      </section>
      <section className="flex flex-col gap-1.5">
        <h3 className="font-semibold">{isUsageEstimated(call) ? 'Usage, estimated' : 'Usage'}</h3>
        {usage ? <TokenTable usage={usage} /> : <p className="text-text-muted">The model is answering.</p>}
        {rawUsage && <JsonTree value={rawUsage} part="usage" />}
      </section>
      <section className="flex flex-col gap-1.5">
        <h3 className="font-semibold">Cost</h3>
        <CostLines lines={toCostLines(call)} />
        <p className="flex justify-between">
          <span className="text-text-muted">In all</span>
          <span className="tabular-nums">{toCostText(call)}</span>
        </p>
      </section>
    </>
  );
};
