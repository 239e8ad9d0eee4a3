import { cleanText } from '@signalbox/contracts';
import { z } from 'zod';

import { vendors } from '../../src/testing/vendors.ts';
import { askForTool, type ToolRun } from './ask-for-tool.ts';
import { firstText, toReturned, toToolName } from './hostile-tools.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const UnknownCall = z.strictObject({ toolCallId: z.string() });

const tell = ({ result }: ToolRun): string => `${result.outcome}: ${result.text.slice(0, 200)}`;

const playReturned = async (stage: Stage, id: string, count: number): Promise<Verdict> => {
  const calls = Array.from({ length: count }, (_, index) =>
    askForTool(stage, { key: `${id} ${index}`, tool: toToolName(id), arguments: { index } }),
  );
  const runs = await Promise.all(calls);
  const faults = runs.flatMap((run, index) => {
    const isTold = run.result.outcome === 'ok' || run.result.text.includes('no JSON value');
    return expectThat(isTold && run.run.status === 'completed', `result ${index}: ${tell(run)}`);
  });
  return { faults };
};

/** The roles of a request's messages, whichever vendor's it is. */
const rolesOf = (body: string): string[] => {
  const Role = z.looseObject({ role: z.string().optional(), type: z.string().optional() });
  const Request = z.looseObject({
    messages: z.array(Role).optional(),
    input: z.array(Role).optional(),
    contents: z.array(Role).optional(),
  });
  const { messages, input, contents } = Request.parse(JSON.parse(body));
  return (messages ?? input ?? contents ?? []).map(({ role, type }) => role ?? type ?? '');
};

/** Text of a result stays text: with every vendor it is sent in the place of the result, and in no other. */
const playText = async (stage: Stage, id: string, text: string): Promise<Verdict> => {
  const clean = cleanText(text);
  const written = JSON.stringify(clean).slice(1, -1);
  const all = await Promise.all(
    vendors.map(async (vendor) => {
      const run = await askForTool(stage, { key: id, tool: toToolName(id), arguments: { index: 0 }, vendor });
      const roles = rolesOf(run.sentBack);
      const added = roles.slice(-1).filter((role) => role === 'system' || role === 'developer');
      const places =
        run.sentBack.split(written).length - 1 + (run.sentBack.split(JSON.stringify(written).slice(1, -1)).length - 1);
      return [
        ...expectThat(run.result.outcome === 'ok' && run.result.text === clean, `kept as ${tell(run)}`),
        ...expectThat(added.length === 0, `the result was sent as ${roles.join(', ')}`),
        ...expectThat(places >= 1, `the model did not get it: ${run.sentBack.slice(-300)}`),
      ].map((fault) => `${vendor.name}: ${fault}`);
    }),
  );
  return { faults: all.flat() };
};

const playLate = async (stage: Stage, id: string): Promise<Verdict> => {
  const run = await askForTool(stage, { key: id, tool: toToolName(id), arguments: { index: 0 } });
  return { faults: expectThat(run.result.outcome === 'timeout', `no time-out: ${tell(run)}`) };
};

/** Nobody but the engine gives results; what is nearest is a person's decision about a call that is not there. */
const playUnknownCall = async (stage: Stage, id: string, callId: string): Promise<Verdict> => {
  const faults: string[] = [];
  const { run } = await askForTool(stage, { key: id, tool: 'current_time', arguments: {} });
  const input = { runId: run.id, callId, decision: 'happened' };
  const { status } = await stage.client.call('mutation', 'runs.decide', { input, faults });
  const after = await stage.readRun(run.id, faults);
  return {
    faults: [
      ...faults,
      ...expectThat([400, 404, 409].includes(status), `answered ${status}`),
      ...expectThat(after.events.length === run.events.length, 'the log has changed'),
    ],
  };
};

/** What a tool of the operator's gives back. */
export const playToolResults = async (stage: Stage, { id, input }: CorpusCase): Promise<Verdict> => {
  const unknown = UnknownCall.safeParse(input);
  if (unknown.success) return playUnknownCall(stage, id, unknown.data.toolCallId);
  if (typeof input === 'object' && input !== null && 'lateReject' in input) return playLate(stage, id);
  const values = toReturned(input);
  if (!values) return unknownShape(input);
  return typeof input === 'object' && input !== null && 'returns' in input
    ? playReturned(stage, id, values.length)
    : playText(stage, id, firstText(input));
};
