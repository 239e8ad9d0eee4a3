import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StartedRun } from '@signalbox/contracts';
import { type Database, openDatabase } from '@signalbox/database';
import { takePort } from '@signalbox/testing/take-port';
import { hashPassword } from 'better-auth/crypto';

import { insertMember } from '../../src/auth/insert-member.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { type Holder, watchRights } from './rights-holder.ts';
import { type Staff, withdrawals } from './withdrawals.ts';

/** Promised: open streams close and calls fail within this time. */
const endMs = 5000;

const password = 'long enough 1';
const ownerEmail = 'owner@example.com';

export interface WithdrawnOptions {
  /** How often each way of withdrawing is tried. */
  readonly rounds: number;
  /** With PostgreSQL there are two processes: rights are withdrawn at one, and used at both. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly log?: (line: string) => void;
}

const emailOf = (round: number, name: string): string => `${name}-${round}@example.com`;

/** Who has rights by being a member, for all rounds. Nobody else may use an embedded database meanwhile. */
const insertStaff = async ({ authDb }: Database, rounds: number): Promise<Staff['members']> => {
  const { id: workspaceId } = await authDb.selectFrom('auth_organization').select('id').executeTakeFirstOrThrow();
  const passwordHash = await hashPassword(password);
  const members = new Map<string, { readonly id: string; readonly workspaceId: string }>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, role } of withdrawals) {
      if (role === undefined) continue;
      const email = emailOf(round, name);
      const id = await authDb
        .transaction()
        .execute((tx) => insertMember(tx, { workspaceId, email, passwordHash, role }));
      members.set(email, { id, workspaceId });
    }
  }
  return members;
};

const openServers = async (folder: string, { rounds, databaseUrl, redisUrl }: WithdrawnOptions) => {
  const dataDir = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  const environment = {
    OWNER_EMAIL: ownerEmail,
    OWNER_PASSWORD_FILE: passwordFile,
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  };
  const open = async (): Promise<ServerProcess> =>
    new ServerProcess({
      dataDir,
      port: await takePort(),
      toolsDir: folder,
      databaseUrl,
      providerLedger: '',
      environment,
      program: 'clock-server.ts',
    });
  const servers = [await open(), ...(databaseUrl === undefined ? [] : [await open()])];
  const [first] = servers;
  // the first start makes tables, workspace and owner
  await first?.start();
  await first?.kill('SIGTERM');
  const onFatal = (error: Error): void => {
    throw error;
  };
  const database = await openDatabase({ databaseUrl, dataDir, log: () => undefined, onFatal });
  const members = await insertStaff(database, rounds);
  await database.close();
  for (const server of servers) await server.start();
  return { servers, members };
};

/** Someone's rights, withdrawn: how long they could be used afterwards, by what they were used for. */
const withdrawOnce = async (
  { name, role, open, isOnlyLess }: (typeof withdrawals)[number],
  {
    staff,
    servers,
    runId,
    round,
  }: {
    readonly staff: Staff;
    readonly servers: readonly ServerProcess[];
    readonly runId: string;
    readonly round: number;
  },
) => {
  const { headers, withdraw } = await open(staff, role === undefined ? name : emailOf(round, name));
  const holder: Holder = { headers, runId, isOnlyLess: isOnlyLess ?? false };
  const uses = (await Promise.all(servers.map((server) => watchRights(server.url, holder)))).flat();
  const withdrawnMs = await withdraw();
  return Promise.all(
    uses.map(async ({ use, ended, leave }) => {
      const { atMs, fault } = await ended;
      leave();
      const afterMs = Math.max(0, atMs - withdrawnMs);
      const isLate = afterMs > endMs;
      const faults = [
        ...(fault === undefined ? [] : [fault]),
        ...(isLate ? [`${Math.round(afterMs)} ms too long`] : []),
      ];
      return { name, use, afterMs, faults: faults.map((text) => `round ${round}, ${name}, ${use}: ${text}`) };
    }),
  );
};

const longest = (all: readonly { readonly afterMs: number }[]): number =>
  Math.round(Math.max(...all.map(({ afterMs }) => afterMs)));

/**
 * Opens streams and makes calls with keys and sessions, takes the rights away in every way that there is, and measures how
 * long they could still be used.
 */
export const proveWithdrawnRights = async (options: WithdrawnOptions) => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-rights-'));
  let servers: readonly ServerProcess[] = [];
  try {
    const opened = await openServers(folder, options);
    servers = opened.servers;
    const [server] = servers;
    if (!server) throw new Error('there is no server');
    const staff: Staff = { server, members: opened.members, password, ownerEmail };
    const started = await server.call('mutation', 'runs.start', { message: '3600', model: 'clock/clock' });
    const { runId } = StartedRun.parse(started);
    const results = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const all = withdrawals.map((withdrawal) => withdrawOnce(withdrawal, { staff, servers, runId, round }));
      results.push(...(await Promise.all(all)).flat());
      options.log?.(`round ${round + 1} of ${options.rounds}: the longest took ${longest(results)} ms`);
    }
    await server.call('mutation', 'runs.cancel', { runId });
    const byName = Map.groupBy(results, ({ name }) => name);
    return {
      faults: results.flatMap(({ faults }) => faults),
      uses: results.length,
      intact: results.filter(({ faults }) => faults.length === 0).length,
      processes: servers.length,
      longestMs: Object.fromEntries([...byName].map(([name, some]) => [name, longest(some)])),
    };
  } finally {
    for (const server of servers) await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
