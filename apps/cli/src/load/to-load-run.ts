import type { SignalboxInputs } from '@signalbox/client';

const dayMs = 86_400_000;
const models = ['openai/gpt-5-mini', 'openai/gpt-5.1', 'anthropic/claude-haiku-4-5', 'inhouse/summariser-2'] as const;
const tools = ['search', 'read_file', 'calculator', 'send_mail', 'query_db'] as const;

type LoadRun = SignalboxInputs['runs']['report']['runs'][number];

/** A number from 0 to `below` that looks like chance and belongs to this run. */
const mix = (number: number, salt: number, below: number): number => {
  const mixed = Math.imul((number + 1) * 2_654_435_761 + salt, 1_597_334_677) >>> 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
};

/** The synthetic run of this number, spread with the others over the days up to now. */
export const toLoadRun = (
  number: number,
  {
    runs,
    days,
    nowMs,
    batch,
  }: { readonly runs: number; readonly days: number; readonly nowMs: number; readonly batch: string },
): LoadRun => {
  const durationMs = 200 + mix(number, 1, 4000) + (mix(number, 2, 20) === 0 ? 20_000 : 0);
  const atMs = nowMs - durationMs - Math.floor(((runs - number) / runs) * days * dayMs);
  const hasFailed = mix(number, 3, 100) < 5;
  return {
    id: `${batch}-${number}`,
    status: hasFailed ? 'failed' : 'completed',
    createdAt: new Date(atMs).toISOString(),
    durationMs,
    firstTokenMs: 80 + mix(number, 4, 500),
    initiator: `user ${mix(number, 5, 40)}`,
    input: `Question ${number} of the load`,
    ...(hasFailed
      ? { error: { code: 'load.failed', message: 'It failed, as one in twenty does.' } }
      : { output: `Answer ${number}` }),
    models: [
      {
        name: models[mix(number, 6, models.length)],
        inputTokens: 300 + mix(number, 7, 3000),
        outputTokens: 40 + mix(number, 8, 500),
      },
    ],
    tools: [tools[mix(number, 9, tools.length)], tools[mix(number, 10, tools.length)]],
  };
};

/** Agents and versions that the runs are spread over. */
export const loadAgents = Array.from({ length: 8 }, (_, index) => ({
  agent: `load-${index + 1}`,
  version: `1.${index % 3}`,
}));
