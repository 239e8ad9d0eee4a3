import type { HeldUp } from '../servers/watch-loop.ts';
import { toHostileTools } from './hostile-tools.ts';
import { openStage, type Stage } from './open-stage.ts';
import { playBatchIngest } from './play-batch-ingest.ts';
import { playCalculator } from './play-calculator.ts';
import { playDates } from './play-dates.ts';
import { playFileIo } from './play-file-io.ts';
import { playHttpTool } from './play-http-tool.ts';
import { playLiveStream } from './play-live-stream.ts';
import { playLlmStream } from './play-llm-stream.ts';
import { playNumbers } from './play-numbers.ts';
import { playToolDefinitions } from './play-tool-definitions.ts';
import { playToolResults } from './play-tool-results.ts';
import { playUnicode } from './play-unicode.ts';
import { type CorpusCase, type HostileKind, hostileKinds, readCorpus } from './read-corpus.ts';
import type { Verdict } from './verdict.ts';
import { warmUp } from './warm-up.ts';

type Play = (stage: Stage, one: CorpusCase) => Promise<Verdict>;

const plays: Readonly<Record<HostileKind, Play>> = {
  llm_stream: playLlmStream,
  calculator: playCalculator,
  file_io: playFileIo,
  http_tool_url: playHttpTool,
  tool_result: playToolResults,
  tool_def: playToolDefinitions,
  unicode_jsonb: playUnicode,
  live_stream: playLiveStream,
  batch_ingest: playBatchIngest,
  numbers: playNumbers,
  dates_durations: playDates,
};

/** Cases of these kinds share a place, and are played one after the other. */
const inTurn: ReadonlySet<HostileKind> = new Set(['file_io', 'unicode_jsonb']);

/** How the cases ended. */
export interface HostileReport {
  readonly passed: readonly string[];
  /** `<case>: <fault>`, and what was wrong with the server as a whole. */
  readonly faults: readonly string[];
  readonly startMs: number;
  /** The longest that the server's event loop was held up for, in processor time of its thread. */
  readonly loopMs: number;
  /** The same while its libraries loaded, before the first case. */
  readonly loadMs: number;
  /** The longest that an answer took but a chat's. */
  readonly slowestMs: number;
  /** How often a busy server was asked again. */
  readonly comebacks: number;
}

interface Played {
  readonly id: string;
  readonly faults: readonly string[];
  /** By the clock, in ms since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** The longest that an event loop may be held up for, in ms. */
const maxHeldUpMs = 200;

const playOne = async (stage: Stage, one: CorpusCase, play: Play): Promise<Played> => {
  const fromMs = Date.now();
  const { faults } = await play(stage, one).catch((error: unknown) => ({
    faults: [error instanceof Error ? error.message : String(error)],
  }));
  return { id: one.id, faults: [...faults, ...stage.judgeProcess()], fromMs, toMs: Date.now() };
};

const toLongest = (heldUps: readonly HeldUp[]): number => Math.max(0, ...heldUps.map(({ ms }) => ms));

/** Says what held the server's event loop up, by the cases that were played at that time. */
const judgeLoop = (heldUps: readonly HeldUp[], played: readonly Played[]): string[] =>
  heldUps
    .filter(({ ms }) => ms > maxHeldUpMs)
    .map(({ ms, fromMs, toMs }) => {
      const ids = played.filter((one) => one.fromMs <= toMs && one.toMs >= fromMs).map(({ id }) => id);
      return `the event loop was held up for ${ms} ms while these were played: ${ids.join(', ')}`;
    });

/** Cases played at once: what each is answered within is judged, and more of them would be a load of their own. */
const maxAtOnce = 6;

/** Plays every case of the kinds: those that share a place one after the other, the rest as lanes come free. */
const playAll = async (
  stage: Stage,
  kinds: readonly HostileKind[],
  cases: readonly CorpusCase[],
): Promise<Played[]> => {
  const played: Played[] = [];
  const lists = kinds.flatMap((kind) => {
    const own = cases.filter(({ surface }) => surface === kind).map((one) => ({ one, play: plays[kind] }));
    return inTurn.has(kind) ? [own] : own.map((each) => [each]);
  });
  const waiting = lists.values();
  const playLane = async (): Promise<void> => {
    for (const list of waiting) for (const { one, play } of list) played.push(await playOne(stage, one, play));
  };
  await Promise.all(Array.from({ length: maxAtOnce }, playLane));
  return played;
};

/**
 * Starts a real server with vendors of models, tools and forbidden listeners around it, plays every case of the kinds
 * against it, and judges each by what it expects, and the server as a whole by the rules for every input.
 */
export const hostileCorpus = async (options: {
  readonly file: string;
  readonly kinds?: readonly HostileKind[];
  readonly databaseUrl?: string | undefined;
}): Promise<HostileReport> => {
  const { file, kinds = hostileKinds, databaseUrl } = options;
  const cases = readCorpus(file, kinds);
  const stage = await openStage({ databaseUrl, toolFiles: toHostileTools(cases) });
  const played: Played[] = [];
  const whole: string[] = [];
  const figures = { loopMs: 0, loadMs: 0 };
  try {
    const readyMs = Date.now();
    await warmUp(stage);
    figures.loadMs = toLongest(stage.readHeldUps().filter(({ fromMs }) => fromMs >= readyMs));
    const warmMs = Date.now();
    played.push(...(await playAll(stage, kinds, cases)));
    whole.push(...(await stage.judgeWhole()));
    const heldUps = stage.readHeldUps().filter(({ fromMs }) => fromMs >= warmMs);
    whole.push(...judgeLoop(heldUps, played), ...(await stage.judgeBystander()));
    figures.loopMs = toLongest(heldUps);
  } finally {
    await stage.close();
  }
  const faults = played.flatMap(({ id, faults: own }) => own.map((fault) => `${id}: ${fault}`));
  return {
    passed: played.flatMap(({ id, faults: own }) => (own.length === 0 ? [id] : [])),
    faults: [...faults, ...whole.map((fault) => `afterwards: ${fault}`)],
    startMs: Math.round(stage.startMs),
    ...figures,
    ...stage.client.figures,
  };
};
