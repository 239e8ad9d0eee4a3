import { setTimeout as delay } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { createRandom } from '../random-numbers.ts';
import { intolerant, type Question, type Tolerance } from './insistent-client.ts';
import { Installation } from './installation.ts';
import { judgeLoad } from './judge-load.ts';
import { Load } from './load.ts';

/** What is killed, one after another; the workers' runs are recovered while the next ones are. */
const parts = ['worker 1', 'redis', 'web', 'postgres', 'worker 2'] as const;
type Part = (typeof parts)[number];

/** Longest time to be back, from when the part was started again. */
const bounds = {
  /** D6: from when PostgreSQL takes connections. */
  postgres: 5000,
  /** D8: until limits are counted in it again, and every process listens to it. */
  redis: 10_000,
  /** From the beginning of `npm start`, until everything is answered. */
  web: 15_000,
  /** D1: until the last run that the killed worker may have held has ended; each run's own time is judged with its log. */
  worker: Infinity,
  /** D7: until ready, from when a database that was absent takes connections. */
  absentDatabase: 10_000,
} as const;

const tolerances: Record<Part, Tolerance> = {
  web: { cuts: true, refusals: true },
  postgres: { cuts: false, refusals: true },
  redis: intolerant,
  'worker 1': intolerant,
  'worker 2': intolerant,
};

/** Everything but runs. */
const requests = ['report', 'activity', 'read', 'start'] as const satisfies readonly Question['kind'][];
/** Longest time that a part stays away. */
const awayMs = 1500;

export interface GrownUpReport {
  readonly rounds: number;
  readonly runs: number;
  readonly reports: number;
  readonly activity: number;
  /** Live text that viewers got before the log had it, and times that a page was told to read anew. */
  readonly deltas: number;
  readonly resets: number;
  readonly counts: Load['client']['counts'];
  /** Times to be back in milliseconds, of each part. */
  readonly recoveryMs: Readonly<Record<string, readonly number[]>>;
  readonly faults: readonly string[];
}

class GrownUp {
  readonly #installation: Installation;
  readonly #random: () => number;
  readonly recoveryMs: Record<keyof typeof bounds, number[]> = {
    absentDatabase: [],
    postgres: [],
    redis: [],
    web: [],
    worker: [],
  };
  readonly faults: string[] = [];
  readonly #recovering: Promise<void>[] = [];

  constructor(installation: Installation, random: () => number) {
    this.#installation = installation;
    this.#random = random;
  }

  get #url(): string {
    return this.#installation.webs[0]?.url ?? '';
  }

  /** D7: the server comes up without its database, says so, and is ready soon after that is there. */
  async startBeforeDatabase(): Promise<void> {
    const { postgres, webs, workers } = this.#installation;
    const all = [...webs.map(({ process }) => process), ...workers];
    await postgres.kill();
    for (const part of all) part.begin();
    const statusOf = (path: string): Promise<number> =>
      fetch(`${this.#url}${path}`).then(
        ({ status }) => status,
        () => 0,
      );
    while ((await statusOf('/healthz')) !== 200) await delay(50);
    const status = await statusOf('/readyz');
    if (status !== 503) this.faults.push(`D7 /readyz answered ${status} without a database`);
    await postgres.start();
    await this.#measure('absentDatabase', async () => {
      await Promise.all(all.map((part) => part.untilReady()));
    });
  }

  /** D8: everything was answered without Redis; with it, it is used. */
  async #startRedis(load: Load): Promise<void> {
    await load.client.untilAnswered([...requests, 'chat']);
    await this.#checkLimit();
    await this.#installation.redis.start();
    await this.#measure('redis', () => this.#untilRedisIsUsed());
  }

  /** One part a round; what keeps it from going on is a fault, and what is there by then is judged. */
  async attackAll(rounds: number, load: Load, log?: (line: string) => void): Promise<void> {
    try {
      await this.#startRedis(load);
      for (let round = 0; round < rounds; round += 1) {
        const part = parts[round % parts.length] ?? 'web';
        await this.#attack(part, load);
        log?.(`killed ${part}, ${round + 1} of ${rounds}, ${load.client.faults.length} faults so far`);
      }
    } catch (error) {
      this.faults.push(`the attack came to an end: ${String(error)}`);
    }
    await load.end();
    await Promise.all(this.#recovering);
  }

  async #attack(part: Part, load: Load): Promise<void> {
    await delay(this.#random() * awayMs);
    const { client } = load;
    client.tolerance = tolerances[part];
    await this.#killAndStart(part, load);
    await client.untilAnswered(requests);
    client.tolerance = intolerant;
  }

  async #killAndStart(part: Part, load: Load): Promise<void> {
    const { postgres, redis, webs, workers } = this.#installation;
    if (part === 'postgres') {
      await postgres.kill();
      await delay(this.#random() * awayMs);
      await postgres.start();
      await this.#measure('postgres', () => load.client.untilAnswered(requests));
    } else if (part === 'redis') {
      await redis.kill();
      await this.#checkLimit();
      await load.client.untilAnswered(requests);
      await redis.start();
      await this.#measure('redis', () => this.#untilRedisIsUsed());
    } else if (part === 'web') {
      await webs[0]?.process.kill();
      await delay(this.#random() * awayMs);
      await this.#measure('web', async () => {
        await webs[0]?.process.start();
        await load.client.untilAnswered([...requests, 'chat']);
      });
    } else {
      const worker = workers[part === 'worker 1' ? 0 : 1];
      await worker?.kill();
      this.#recovering.push(this.#measure('worker', () => load.untilRunsEnd()));
      await worker?.start();
    }
  }

  async #untilRedisIsUsed(): Promise<void> {
    const { redisUrl, webs, workers } = this.#installation;
    const redis = new Redis(redisUrl);
    const isUsed = async (): Promise<boolean> => {
      const [, listeners] = await redis.pubsub('NUMSUB', 'signalbox');
      const counts = await redis.keys('signalbox:limit:*');
      return listeners === webs.length + workers.length && counts.length > 0;
    };
    const late = AbortSignal.timeout(2 * bounds.redis);
    while (!late.aborted && !(await isUsed())) await delay(20);
    redis.disconnect();
  }

  /** D8: without Redis each process counts by itself, and lets nobody through who has had his share. */
  async #checkLimit(): Promise<void> {
    const [limit, asked] = [3, 6];
    const key = await this.#installation.createKey(this.#url, limit);
    const statuses: number[] = [];
    for (let request = 0; request < asked; request += 1) {
      const response = await fetch(`${this.#url}/api/v1/runs?limit=1`, { headers: { authorization: `Bearer ${key}` } });
      await response.body?.cancel();
      statuses.push(response.status);
    }
    const expected = Array.from({ length: asked }, (_, index) => (index < limit ? 200 : 429));
    if (statuses.join() !== expected.join())
      this.faults.push(`D8 a limit of ${limit} a minute without Redis: ${statuses.join(', ')}`);
  }

  async #measure(what: keyof typeof bounds, work: () => Promise<unknown>): Promise<void> {
    const fromMs = performance.now();
    await work();
    const tookMs = Math.round(performance.now() - fromMs);
    this.recoveryMs[what].push(tookMs);
    if (tookMs > bounds[what]) this.faults.push(`${what} was back after ${tookMs} ms, ${bounds[what]} are promised`);
  }
}

/**
 * Runs a web process and two workers on PostgreSQL and Redis by the lines of docker-compose.yml, at first without the
 * database and Redis, and then, under chats, reports, activity, reads and viewers, kills one part a round with SIGKILL and
 * starts it again. Nothing acknowledged is lost or doubled, viewers are whole, and nothing fails but with an announced 503,
 * and only while PostgreSQL or the web process is away (D1, D2, D5 to D8, S1).
 */
export const grownUp = async (options: {
  readonly rounds: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}): Promise<GrownUpReport> => {
  const { rounds, seed, log } = options;
  const random = createRandom(seed);
  const installation = await Installation.open({ webs: 1, workers: 2 });
  const url = installation.webs[0]?.url ?? '';
  const test = new GrownUp(installation, random);
  let load: Load | undefined;
  try {
    await test.startBeforeDatabase();
    load = new Load({ url, key: await installation.createKey(url), random });
    load.start();
    await test.attackAll(rounds, load, log);
    await judgeLoad(load);
    const { runs, reports, activity, watched, hubViewers, client } = load;
    return {
      rounds,
      runs: runs.size,
      reports: reports.size,
      activity: activity.size,
      deltas: watched.reduce((sum, { deltas }) => sum + deltas, 0),
      resets: hubViewers.reduce((sum, { resets }) => sum + resets, 0),
      counts: client.counts,
      recoveryMs: test.recoveryMs,
      faults: [...test.faults, ...client.faults],
    };
  } finally {
    load?.close();
    await installation.close();
  }
};
