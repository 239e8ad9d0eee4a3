import { BrokenTool, Tool } from '@signalbox/contracts';
import { z } from 'zod';

import { askForTool, selectEvents } from './ask-for-tool.ts';
import { toHostileTools, toToolFile, toToolName } from './hostile-tools.ts';
import { type Stage, toResult } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const ToolList = z.object({ items: z.array(Tool), broken: z.array(BrokenTool) });

/** What a tool of the file does when it is called is contained: its call fails, and nothing else. */
const playContained = async (stage: Stage, id: string): Promise<string[]> => {
  const { result } = await askForTool(stage, { key: id, tool: toToolName(id), arguments: {} });
  return expectThat(
    result.outcome === 'error' && /memory/.test(result.text),
    `the call ended as ${result.outcome}: ${result.text.slice(0, 200)}`,
  );
};

const playAccepted = async (stage: Stage, id: string, { tool, description }: { tool: Tool; description: string }) => {
  const { run } = await askForTool(stage, { key: id, tool: toToolName(id), arguments: {} });
  const offered = selectEvents(run, 'model-call-start').map(({ payload }) => payload.toolSetDigest);
  return [
    ...expectThat(tool.description === description, `is shown as ${tool.description}`),
    ...expectThat(
      offered.every((digest) => digest !== null),
      'the log does not say which tools were offered',
    ),
  ];
};

/** A file in the operator's tools folder, as the server found it when it started. */
export const playToolDefinitions = async (stage: Stage, one: CorpusCase): Promise<Verdict> => {
  const { id, input, expect } = one;
  const file = toToolFile(id);
  if (toHostileTools([one])[file] === undefined) return unknownShape(input);
  const faults: string[] = [];
  const answer = await stage.client.call('query', 'tools.list', { input: {}, faults });
  const { items, broken } = ToolList.parse(toResult(answer));
  const fault = broken.find((each) => each.file === file);
  const tool = items.find(({ name }) => name === toToolName(id));
  if (expect.outcome === 'warn' || expect.outcome === 'accept') {
    const description = z.object({ description: z.string() }).safeParse(input).data?.description ?? '';
    if (!tool) return { faults: [...faults, `is not there: ${fault?.reason ?? 'no reason given'}`] };
    return { faults: [...faults, ...(await playAccepted(stage, id, { tool, description }))] };
  }
  if (expect.outcome === 'contain' && tool) return { faults: [...faults, ...(await playContained(stage, id))] };
  return {
    faults: [
      ...faults,
      ...expectThat(tool === undefined, 'is offered to models'),
      ...expectThat(
        fault !== undefined && fault.reason.length < 2000,
        `is not named with a short reason: ${fault?.reason.slice(0, 200)}`,
      ),
    ],
  };
};
