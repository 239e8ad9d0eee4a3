import { newId } from '@signalbox/contracts';
import { insertTestAgent, insertTestRun, openTestDatabase, testEngines } from '@signalbox/database/testing';
import { createWorker, defaultWatchdogs, systemClock } from '@signalbox/engine';
import { createInProcessEventBus, toRunTextTopic, toRunTopic } from '@signalbox/events';
import { createOpenaiCompatibleProvider } from '@signalbox/models';
import { createTestContext, scanTools, type Tool } from '@signalbox/tool-sdk';
import { builtInToolsFolder } from '@signalbox/tools';
import OpenAI from 'openai';

import { startModelServer } from '../prove/servers/model-server.ts';
import { createRunLog } from '../src/create-run-log.ts';
import { createLiveTextSink } from '../src/live-text/create-live-text-sink.ts';

const runsAtOnce = 50;
const rounds = 5;

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Processor and wall time of this process a run, all of them at once. */
const time = async (runAll: () => Promise<unknown>): Promise<Cost> => {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  await runAll();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / runsAtOnce, wallMs: (performance.now() - startMs) / runsAtOnce };
};

/** The floor: what somebody would write by hand, storing nothing. */
const runLoop = async (client: OpenAI, tools: ReadonlyMap<string, Tool>): Promise<void> => {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Go.' }];
  const offered = [...tools.values()].map(({ name, description, inputSchema }): OpenAI.ChatCompletionTool => ({
    type: 'function',
    function: { name, description, parameters: { ...inputSchema } },
  }));
  for (;;) {
    const stream = client.chat.completions.stream({ model: 'bench', messages, tools: offered });
    for await (const chunk of stream) void chunk;
    const { message } = (await stream.finalChatCompletion()).choices[0] ?? {};
    if (!message) throw new Error('The answer is empty.');
    messages.push(message);
    if (!message.tool_calls) return;
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue;
      const parsed = tools.get(call.function.name)?.parse(JSON.parse(call.function.arguments));
      if (parsed?.ok !== true) throw new Error('The arguments are wrong.');
      const context = createTestContext();
      messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(await parsed.execute(context)) });
    }
  }
};

interface Scenario {
  readonly name: string;
  readonly toolCalls: number;
  readonly deltas: number;
  /** Whether somebody watches each run. */
  readonly isWatched: boolean;
}

const scenarios: readonly Scenario[] = [
  { name: '10 tool calls, 20 deltas a turn', toolCalls: 10, deltas: 20, isWatched: false },
  { name: 'one answer of 1,000 deltas, watched', toolCalls: 0, deltas: 1000, isWatched: true },
];

const best = (costs: readonly Cost[]): Cost => ({
  cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
  wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)),
});

const repeat = async (work: () => Promise<Cost>): Promise<Cost> => {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push(await work());
  return best(costs.slice(1));
};

/** A worker over a database as the server has it, with every step stored. */
const openEngine = async (engine: (typeof testEngines)[number], baseUrl: string, isWatched: boolean) => {
  const database = await openTestDatabase({ engine });
  const agent = await insertTestAgent(database, await database.newWorkspace());
  const { tools } = await scanTools([builtInToolsFolder]);
  const events = createInProcessEventBus();
  const onError = (message: string, cause: unknown): void => console.error(message, cause);
  const liveText = createLiveTextSink({ database, events, onError });
  const connection = { apiKey: 'none', baseUrl, fetch };
  const provider = createOpenaiCompatibleProvider({ connection });
  let left = 0;
  let done = Promise.withResolvers<void>();
  const log = createRunLog(database, () => {
    left -= 1;
    if (left === 0) done.resolve();
  });
  const runAll = async (): Promise<Cost> => {
    left = runsAtOnce;
    done = Promise.withResolvers<void>();
    const runIds = await Promise.all(Array.from({ length: runsAtOnce }, () => insertTestRun(database, agent)));
    const stops = isWatched ? runIds.map((runId) => events.subscribe(toRunTextTopic(runId), () => undefined)) : [];
    const worker = createWorker({
      log,
      tools: { enabledTools: async () => tools },
      toolReach: () => createTestContext(),
      models: {
        provider: async () => provider,
        defaultModel: async () => ({ provider: 'openai-compatible', model: 'bench' }),
      },
      clock: systemClock,
      watchdogs: defaultWatchdogs,
      hints: {
        appended: (runId, lastSeq) => events.publish(toRunTopic(runId), String(lastSeq)),
        changed: () => undefined,
      },
      liveText,
      onError,
      workerId: newId(),
      concurrency: runsAtOnce,
    });
    const cost = await time(() => {
      worker.start();
      return done.promise;
    });
    for (const stop of stops) stop();
    await worker.stop({ timeoutMs: 1000 });
    return cost;
  };
  const close = async (): Promise<void> => {
    await liveText.close();
    await log.close();
    await events.close();
    await database.close();
  };
  return { runAll, close };
};

/** Processor and wall time of a run relative to a bare loop on the `openai` package that stores nothing. */
const measure = async (scenario: Scenario): Promise<void> => {
  const server = await startModelServer(scenario);
  const { tools } = await scanTools([builtInToolsFolder]);
  const client = new OpenAI({ apiKey: 'none', baseURL: server.baseUrl, maxRetries: 0 });
  const floor = await repeat(() =>
    time(() => Promise.all(Array.from({ length: runsAtOnce }, () => runLoop(client, tools)))),
  );
  write(`${scenario.name}, ${runsAtOnce} at once`);
  write(`  bare loop\t${floor.cpuMs.toFixed(2)} ms CPU\t${floor.wallMs.toFixed(2)} ms wall a run`);
  for (const name of testEngines) {
    const engine = await openEngine(name, server.baseUrl, scenario.isWatched);
    const { cpuMs, wallMs } = await repeat(engine.runAll);
    await engine.close();
    const ratios = `${(cpuMs / floor.cpuMs).toFixed(2)} × CPU\t${(wallMs / floor.wallMs).toFixed(2)} × wall`;
    write(`  ${name}\t${cpuMs.toFixed(2)} ms CPU\t${wallMs.toFixed(2)} ms wall a run\t${ratios}`);
  }
  server.stop();
};

for (const scenario of scenarios) await measure(scenario);
