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
  /** Longest time that the server's event loop was held up. */
  readonly loopMs: number;
  /** The longest that an answer took but a chat's. */
  readonly slowestMs: number;
  /** How often a busy server was asked again. */
  readonly comebacks: number;
}

interface Played {
  readonly id: string;
  readonly verdict: Verdict;
}

const playOne = async (stage: Stage, one: CorpusCase, play: Play): Promise<Played> => {
  try {
    return { id: one.id, verdict: await play(stage, one) };
  } catch (error) {
    return { id: one.id, verdict: { faults: [error instanceof Error ? error.message : String(error)] } };
  }
};

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
  let whole: readonly string[] = [];
  let loopMs = 0;
  try {
    played.push(...(await playAll(stage, kinds, cases)));
    whole = await stage.judgeWhole();
  } finally {
    loopMs = await stage.close();
  }
  const faults = played.flatMap(({ id, verdict }) => verdict.faults.map((fault) => `${id}: ${fault}`));
  return {
    passed: played.flatMap(({ id, verdict }) => (verdict.faults.length === 0 ? [id] : [])),
    faults: [...faults, ...whole.map((fault) => `afterwards: ${fault}`)],
    startMs: Math.round(stage.startMs),
    loopMs,
    ...stage.client.figures,
  };
};
