import { type RunDetail, toBlockText } from '@signalbox/contracts';

import { selectEvents } from './ask-for-tool.ts';
import { type LlmScene, partialText, splitSign, wholeText } from './llm-scenes.ts';
import type { SeenRequest } from './vendor-server.ts';
import { expectThat } from './verdict.ts';

/** Tries on one model before the next. */
const maxTries = 4;
/** Tool calls of one turn that are begun. */
const maxCallsOfTurn = 16;
/** Of a run's log whose model sent more than anybody wants: most characters. */
const maxLogLength = 2_500_000;

const answerOf = (run: RunDetail): string =>
  selectEvents(run, 'agent-response')
    .map(({ payload }) => toBlockText(payload.blocks, 'text'))
    .join('');

const tell = (run: RunDetail): string => `${run.status} ${run.error?.code ?? ''} ${run.error?.message ?? ''}`.trim();

const judgeAnswer = (run: RunDetail, text: string): string[] => [
  ...expectThat(run.status === 'completed', `the run is ${tell(run)}`),
  ...expectThat(answerOf(run) === text, `the answer is ${JSON.stringify(answerOf(run).slice(0, 100))}`),
];

/** The run failed with a sentence, each attempt says why, and what had come by then is kept. */
const judgeFailure = (run: RunDetail, kind: string, partial?: readonly string[]): string[] => {
  const discards = selectEvents(run, 'model-call-discard');
  const kinds = [...new Set(discards.map(({ payload }) => payload.error?.code))];
  const partials = discards.map(({ payload }) => toBlockText(payload.blocks ?? [], 'text'));
  return [
    ...expectThat(run.status === 'failed' && run.error?.code === 'model.failed', `the run is ${tell(run)}`),
    ...expectThat(kinds.length === 1 && kinds[0] === kind, `attempts failed with ${kinds.join(', ')}, not ${kind}`),
    ...expectThat(discards.length <= maxTries, `${discards.length} attempts`),
    ...expectThat(!partial || partials.every((text) => partial.includes(text)), `kept ${JSON.stringify(partials)}`),
  ];
};

const judgeWaits = (seen: readonly SeenRequest[], leastMs: number): string[] =>
  seen.slice(1).flatMap(({ atMs }, index) => {
    const waitedMs = atMs - (seen[index]?.atMs ?? 0);
    return expectThat(waitedMs >= leastMs - 20, `asked again after ${Math.round(waitedMs)} ms, not ${leastMs}`);
  });

const judgeRefusal = (run: RunDetail, { status, headers }: Extract<LlmScene, { kind: 'refusal' }>): string[] => {
  if (status === 429) return judgeFailure(run, 'rate-limit');
  if (status >= 500) return judgeFailure(run, 'overloaded');
  if (status === 401 || status === 403) return judgeFailure(run, 'auth');
  return expectThat(run.status === 'failed', `status ${status} ${JSON.stringify(headers)}: the run is ${tell(run)}`);
};

const judgeSequence = (run: RunDetail, statuses: readonly number[]): string[] => {
  const isAnswered = statuses.slice(0, maxTries).some((status) => status < 400) || statuses.length < maxTries;
  return isAnswered ? judgeAnswer(run, wholeText) : judgeFailure(run, 'overloaded');
};

const judgeTools = (run: RunDetail, seen: readonly SeenRequest[], scene: LlmScene): string[] => {
  const results = selectEvents(run, 'tool-result').map(({ payload }) => payload);
  const started = selectEvents(run, 'tool-start').length;
  const refused = results.filter(({ outcome }) => outcome === 'error');
  const told = refused[0]?.text.slice(0, 200) ?? '';
  if (scene.kind === 'calls') {
    return [
      ...expectThat(started <= maxCallsOfTurn, `${started} of ${scene.count} calls were begun`),
      ...expectThat(results.length === scene.count, `${results.length} of ${scene.count} calls have a result`),
      ...expectThat(
        refused.length === Math.max(0, scene.count - maxCallsOfTurn),
        `${refused.length} calls were refused`,
      ),
      ...judgeAnswer(run, wholeText),
    ];
  }
  const lost = selectEvents(run, 'model-call-discard').map(({ payload }) => payload.error?.message ?? '');
  if (scene.kind === 'arguments' && lost.length > 0) {
    // a vendor that sends arguments four times over: then it is the answer that is too long, and the next try is whole
    const isTooLong = lost.every((message) => message.includes('longer than'));
    return [
      ...expectThat(isTooLong && started === 0, `attempts were lost: ${lost.join(', ')}`),
      ...judgeAnswer(run, wholeText),
    ];
  }
  const reason = scene.kind === 'arguments' ? /long|large/ : /no enabled tool/;
  return [
    ...expectThat(started === 0, 'the call was begun'),
    ...expectThat(refused.length === 1 && reason.test(told), `the model was told: ${told}`),
    ...expectThat(JSON.stringify(run).length < maxLogLength, `the log has ${JSON.stringify(run).length} characters`),
    ...expectThat(
      (seen[1]?.body.length ?? 0) < maxLogLength,
      `the model got ${seen[1]?.body.length ?? 0} characters back`,
    ),
    ...judgeAnswer(run, wholeText),
  ];
};

const judgeUsage = (run: RunDetail): string[] => {
  const counts = [run.inputTokens, run.outputTokens, run.costNanoUsd];
  const areSane = counts.every((count) => Number.isSafeInteger(count) && count >= 0);
  return [...expectThat(areSane, `tokens and cost are ${counts.join(', ')}`), ...judgeAnswer(run, wholeText)];
};

/** What is wrong with a run whose model behaved like this. */
export const judgeLlmRun = (run: RunDetail, scene: LlmScene, seen: readonly SeenRequest[]): string[] => {
  switch (scene.kind) {
    case 'refusal': {
      const waitMs = Number(scene.headers['retry-after'] ?? 0) * 1000;
      return [...judgeRefusal(run, scene), ...judgeWaits(seen, waitMs)];
    }
    case 'sequence':
      return [...judgeSequence(run, scene.statuses), ...judgeWaits(seen, 500)];
    case 'hang':
      return judgeFailure(run, 'timeout', [scene.at === 'headers' ? '' : partialText]);
    case 'deltas':
      return judgeAnswer(run, 'x'.repeat(scene.count));
    case 'garbage':
      return judgeFailure(run, 'protocol', [partialText]);
    case 'split':
      return judgeAnswer(run, splitSign);
    case 'page':
      return judgeFailure(run, 'invalid');
    case 'usage':
      return judgeUsage(run);
    case 'arguments':
    case 'tool':
    case 'calls':
      return judgeTools(run, seen, scene);
  }
};
