import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { listMigrations } from '@signalbox/database';
import {
  type DatabaseDescription,
  type DatabasePlace,
  describeDatabase,
  type EarlierDatabases,
  openEarlierDatabases,
} from '@signalbox/database/testing';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';

/** From the first at which there are agents and runs. */
const firstMigration = '20261121-0920-create-runs';
/** Most kills before an upgrade is let through. */
const maxKills = 3;
/** Kills come so soon after a migration, or after the start, that they meet the next in all its parts. */
const [withinMs, withinStartMs] = [40, 1500];

export interface CrashUpgradeReport {
  readonly upgrades: number;
  readonly kills: number;
  /** Kills of a process that had not done the last migration. */
  readonly interrupted: number;
  readonly faults: readonly string[];
}

interface Upgrade {
  readonly from: string;
  readonly place: DatabasePlace;
  readonly servers: readonly ServerProcess[];
}

class UpgradeTest {
  readonly #databases: EarlierDatabases;
  readonly #folder: string;
  readonly #random: () => number;
  readonly #migrations: readonly string[];
  readonly #references = new Map<string, Promise<DatabaseDescription>>();
  #newest: Promise<DatabaseDescription> | undefined;
  readonly #running = new Set<ServerProcess>();
  readonly faults: string[] = [];
  kills = 0;
  interrupted = 0;

  constructor(options: {
    readonly databases: EarlierDatabases;
    readonly folder: string;
    readonly random: () => number;
    readonly migrations: readonly string[];
  }) {
    this.#databases = options.databases;
    this.#folder = options.folder;
    this.#random = options.random;
    this.#migrations = options.migrations;
  }

  /** Upgrades a database of some earlier state, killed on the way; on PostgreSQL by two processes at once. */
  async attack(): Promise<void> {
    const first = this.#migrations.indexOf(firstMigration);
    const from = this.#migrations[first + this.#pick(this.#migrations.length - 1 - first)] ?? firstMigration;
    const place = await this.#databases.copy(from);
    const servers = [await this.#newServer(place)];
    if (place.databaseUrl !== undefined) servers.push(await this.#newServer(place));
    const upgrade = { from, place, servers };
    for (let kills = this.#pick(maxKills + 1); kills > 0; kills -= 1) await this.#kill(upgrade);
    for (const server of servers) if (!server.isRunning) server.launch();
    await Promise.all(servers.map((server) => this.#finish(server, from)));
    await this.#judge(upgrade);
    rmSync(place.dataDir, { recursive: true, force: true });
  }

  /** Ends what an attack that failed has left. */
  async close(): Promise<void> {
    for (const server of this.#running) await server.kill();
  }

  #pick(bound: number): number {
    return Math.floor(this.#random() * bound);
  }

  async #newServer({ dataDir, databaseUrl }: DatabasePlace): Promise<ServerProcess> {
    const server = new ServerProcess({
      dataDir,
      port: await takePort(),
      toolsDir: join(this.#folder, 'tools'),
      databaseUrl,
      providerLedger: '',
      // migrations are told of
      environment: { LOG_LEVEL: 'info' },
    });
    this.#running.add(server);
    return server;
  }

  /** Kills one of the processes a moment after a migration, or after its start. */
  async #kill({ from, servers }: Upgrade): Promise<void> {
    for (const server of servers) if (!server.isRunning) server.launch();
    const victim = servers[this.#pick(servers.length)];
    const place = this.#migrations.indexOf(from) + this.#pick(this.#migrations.length - this.#migrations.indexOf(from));
    const after = this.#migrations[place] ?? from;
    if (after === from) await delay(this.#random() * withinStartMs);
    // another process may do it, or an earlier kill have let it pass: then it is not said
    else await Promise.race([...servers.map((server) => server.untilSaid(toWords(after))), this.#untilPast(servers)]);
    await delay(this.#random() * withinMs);
    const last = toWords(this.#migrations.at(-1) ?? '');
    if (victim?.isRunning && !servers.some(({ output }) => output.includes(last))) this.interrupted += 1;
    await victim?.kill();
    this.kills += 1;
  }

  /** Resolves when one of them is past all migrations. */
  async #untilPast(servers: readonly ServerProcess[]): Promise<void> {
    await Promise.race(servers.map((server) => server.untilReady().catch(() => undefined)));
  }

  async #finish(server: ServerProcess, from: string): Promise<void> {
    try {
      await server.untilReady();
      const code = await server.kill('SIGTERM');
      if (code !== 0) this.faults.push(`${from}: ended with ${code}:\n${server.output}`);
    } catch (error) {
      this.faults.push(`${from}: ${String(error)}`);
      await server.kill();
    }
    this.#running.delete(server);
  }

  /** The schema is that of a database that was migrated at once, and the rows those of one that was let through. */
  async #judge({ from, place }: Upgrade): Promise<void> {
    this.#newest ??= this.#databases.newest().then(describeDatabase);
    const newest = await this.#newest;
    const untouched = await this.#reference(from);
    const found = await describeDatabase(place);
    const missing = newest.schema.filter((line) => !found.schema.includes(line));
    const surplus = found.schema.filter((line) => !newest.schema.includes(line));
    for (const line of missing) this.faults.push(`${from}: lacks ${line}`);
    for (const line of surplus) this.faults.push(`${from}: has ${line}`);
    for (const [table, rows] of untouched.tables) {
      const own = found.tables.get(table);
      if (own !== rows) this.faults.push(`${from}: ${table} has ${own ?? 'nothing'}, let through it has ${rows}`);
    }
    for (const bucket of found.wrongHistograms) this.faults.push(`${from}: bucket ${bucket}`);
  }

  /** The database of this state, upgraded without a kill. */
  #reference(from: string): Promise<DatabaseDescription> {
    const made = this.#references.get(from) ?? this.#databases.copy(from).then(describeDatabase);
    this.#references.set(from, made);
    return made;
  }
}

const toWords = (migration: string): string => `Database migration ${migration} done`;

/**
 * Upgrades databases of earlier states with rows in everything, killing the server that does it at random instants, and holds
 * each against one that was let through. On PostgreSQL two servers begin at once. `databaseUrl` may be any database of a
 * server that lets others be made.
 */
export const crashUpgrade = async ({
  upgrades,
  seed,
  databaseUrl,
  log,
}: {
  readonly upgrades: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<CrashUpgradeReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-upgrade-'));
  const databases = openEarlierDatabases({ databaseUrl, folder });
  const migrations = await listMigrations();
  const test = new UpgradeTest({ databases, folder, random: createRandom(seed), migrations });
  try {
    for (let upgrade = 1; upgrade <= upgrades; upgrade += 1) {
      await test.attack();
      log?.(`upgraded ${upgrade} of ${upgrades}, ${test.interrupted} migrations interrupted`);
    }
    const { kills, interrupted, faults } = test;
    return { upgrades, kills, interrupted, faults };
  } finally {
    await test.close();
    await databases.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
