import type { JsonValue, RunDetail, RunEventOf } from '@signalbox/contracts';

import { type Vendor, vendors } from '../../src/testing/vendors.ts';
import type { Stage } from './open-stage.ts';
import { answerWhole } from './vendor-server.ts';

const compatible = vendors.find(({ name }) => name === 'openai-compatible');

/** What a model that asked for a tool, and then answered, left in the log. */
export interface ToolRun {
  readonly run: RunDetail;
  readonly result: RunEventOf<'tool-result'>['payload'];
  /** Whether the tool was begun at all. */
  readonly isStarted: boolean;
  /** What the model was sent with the result. */
  readonly sentBack: string;
}

const isOf =
  <Type extends RunDetail['events'][number]['type']>(type: Type) =>
  (event: RunDetail['events'][number]): event is RunEventOf<Type> =>
    event.type === type;

/** The events of one type. */
export const selectEvents = <Type extends RunDetail['events'][number]['type']>(run: RunDetail, type: Type) =>
  run.events.filter(isOf(type));

/** Has a model ask for the tool with exactly these arguments, and answer when it has the result. */
export const askForTool = async (
  stage: Stage,
  call: { readonly key: string; readonly tool: string; readonly arguments: JsonValue; readonly vendor?: Vendor },
): Promise<ToolRun> => {
  const vendor = call.vendor ?? compatible;
  if (!vendor) throw new Error('there is no vendor');
  const key = `${call.key} ${vendor.name}`;
  const message = stage.models.play(key, (exchange, turn) => {
    const calls = [{ id: 'call_1', tool: call.tool, pieces: [JSON.stringify(call.arguments)] }];
    answerWhole(vendor, exchange, turn === 1 ? { calls } : { text: ['Done.'] });
  });
  const run = await stage.untilEnd(await stage.startRun({ message, model: `${vendor.name}/test-1` }));
  const [result] = selectEvents(run, 'tool-result');
  if (!result) throw new Error(`no tool result: the run is ${run.status} ${run.error?.message ?? ''}`);
  if (run.status !== 'completed') throw new Error(`the run is ${run.status}: ${run.error?.message ?? ''}`);
  return {
    run,
    result: result.payload,
    isStarted: selectEvents(run, 'tool-start').length > 0,
    sentBack: stage.models.seen(key)[1]?.body ?? '',
  };
};
