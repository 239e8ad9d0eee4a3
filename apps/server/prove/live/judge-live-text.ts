import type { LiveBlock, RunEvent } from '@signalbox/contracts';

import type { LiveViewer, SeenAttempt } from './live-viewer.ts';

/** The texts that the log has of an attempt, by what they are. */
const toStoredText = (events: readonly RunEvent[], attempt: number) => {
  const blocks = events.flatMap((event) => {
    const hasBlocks = event.type === 'agent-thought' || event.type === 'agent-response';
    if (hasBlocks && event.payload.attempt === attempt) return event.payload.blocks;
    return event.type === 'model-call-discard' && event.payload.attempt === attempt ? (event.payload.blocks ?? []) : [];
  });
  const join = (isThought: boolean): string =>
    blocks
      .filter(({ type }) => (type === 'thinking') === isThought)
      .map(({ text }) => text)
      .join('');
  const calls = events.flatMap((event) =>
    event.type === 'tool-call' && event.payload.attempt === attempt ? [event.payload] : [],
  );
  return { thought: join(true), content: join(false), calls };
};

/** Whether the text of the attempt was lost with its process: the log can't have it. */
const isLost = (events: readonly RunEvent[], attempt: number): boolean =>
  events.some(
    ({ type, payload }) =>
      type === 'model-call-discard' && payload.attempt === attempt && payload.reason === 'crash' && !payload.blocks,
  );

const joinLive = (live: readonly LiveBlock[], type: LiveBlock['type']): string =>
  live
    .filter((block) => block.type === type)
    .map(({ text }) => text)
    .join('');

const parse = (text: string): unknown => JSON.parse(text === '' ? '{}' : text);

const compareAttempt = (events: readonly RunEvent[], { attempt, live }: SeenAttempt) => {
  const stored = toStoredText(events, attempt);
  const thought = joinLive(live, 'thought-delta');
  const content = joinLive(live, 'content-delta');
  const calls = live.filter(({ type }) => type === 'arguments-delta');
  const isHalf = thought !== stored.thought || content !== stored.content || calls.length !== stored.calls.length;
  const toText = (values: readonly unknown[]): string => JSON.stringify(values);
  const isWhole = (): boolean =>
    toText(calls.map(({ tool, text }) => [tool, parse(text)])) ===
    toText(stored.calls.map((call) => [call.tool, call.arguments]));
  return {
    isContradicted: !stored.thought.startsWith(thought) || !stored.content.startsWith(content),
    isWhole: !isHalf && calls.every(({ text }) => text.endsWith('}')) && isWhole(),
  };
};

/** What is wrong with what the viewer saw: events that are not the log's, text that the log contradicts. */
export const judgeLiveText = (viewer: LiveViewer): string[] => {
  const { events, attempts } = viewer;
  const faults = [...viewer.faults];
  for (const seen of attempts) {
    if (!isLost(events, seen.attempt) && compareAttempt(events, seen).isContradicted)
      faults.push(`not how the log has it: ${JSON.stringify(seen)}`);
  }
  events.forEach(({ seq }, index) => {
    if (seq !== index + 1) faults.push(`the event ${seq} came in the place of ${index + 1}`);
  });
  if (events.at(-1)?.type !== 'run-end') faults.push('the run’s end did not come');
  return faults;
};

/** Attempts of which the viewer had all of the text before the log's events. */
export const countWholeTexts = ({ events, attempts }: LiveViewer): number =>
  attempts.filter((seen) => compareAttempt(events, seen).isWhole).length;
