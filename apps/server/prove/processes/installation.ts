import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreatedApiKey } from '@signalbox/contracts';
import { PostgresServer } from '@signalbox/testing/postgres-server';
import { takePort } from '@signalbox/testing/take-port';
import { z } from 'zod';

import { readComposeService } from './read-compose.ts';
import { ServiceProcess } from './service-process.ts';

/** A web process with its address. */
export interface WebService {
  readonly url: string;
  readonly process: ServiceProcess;
}

const isRedisReady = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('+PONG'));
    });
    socket.once('error', reject);
  });

/**
 * The services of docker-compose.yml on this machine, without Docker: PostgreSQL runs, nothing else does yet. What the
 * containers have of their own is told apart by ports and a data folder.
 */
export class Installation {
  readonly postgres: PostgresServer;
  readonly redis: ServiceProcess;
  readonly redisUrl: string;
  readonly webs: readonly WebService[];
  readonly workers: readonly ServiceProcess[];
  readonly #folder: string;

  private constructor(
    parts: Pick<Installation, 'postgres' | 'redis' | 'redisUrl' | 'webs' | 'workers'>,
    folder: string,
  ) {
    this.postgres = parts.postgres;
    this.redis = parts.redis;
    this.redisUrl = parts.redisUrl;
    this.webs = parts.webs;
    this.workers = parts.workers;
    this.#folder = folder;
  }

  /** `publicUrl` is what stands in front of several web processes; else the one is reached by its own address. */
  static async open(options: {
    readonly webs: number;
    readonly workers: number;
    readonly publicUrl?: string;
  }): Promise<Installation> {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-compose-'));
    const postgres = await PostgresServer.open();
    const redisPort = await takePort();
    const redisUrl = `redis://127.0.0.1:${redisPort}`;
    const openServer = async (role: 'web' | 'worker', number: number): Promise<WebService> => {
      const port = await takePort();
      const url = `http://127.0.0.1:${port}`;
      const service = readComposeService(role, {
        REDIS_URL: redisUrl,
        PUBLIC_URL: options.publicUrl ?? url,
      });
      const own = {
        DATABASE_URL: postgres.url,
        HOST: '127.0.0.1',
        HOME: folder,
        PORT: String(port),
        SIGNALBOX_DATA_DIR: folder,
      };
      const process = new ServiceProcess(
        `${role} ${number}`,
        { ...service, environment: { ...service.environment, ...own } },
        async () => (await fetch(`${url}/readyz`)).ok,
      );
      return { url, process };
    };
    const openServers = (role: 'web' | 'worker', count: number): Promise<WebService[]> =>
      Promise.all(Array.from({ length: count }, (_, index) => openServer(role, index + 1)));
    const webs = await openServers('web', options.webs);
    const workers = (await openServers('worker', options.workers)).map(({ process }) => process);
    const { command, environment } = readComposeService('redis');
    const place = ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', folder];
    const redis = new ServiceProcess('redis', { command: [...command, ...place], environment }, () =>
      isRedisReady(redisPort),
    );
    return new Installation({ postgres, redis, redisUrl, webs, workers }, folder);
  }

  /** A new API key with every right and no limit to speak of, or with the one that is told. */
  async createKey(url: string, requestsPerMinute = 1_000_000): Promise<string> {
    const token = readFileSync(join(this.#folder, 'cli-token'), 'utf8').trim();
    const response = await fetch(`${url}/trpc/apiKeys.create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'proof', scopes: ['admin', 'ingest'], requestsPerMinute }),
    });
    if (!response.ok) throw new Error(`asked for a key, it answered ${response.status}: ${await response.text()}`);
    const Answer = z.object({ result: z.object({ data: CreatedApiKey }) });
    return Answer.parse(await response.json()).result.data.key;
  }

  /** Ends everything and removes its files. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.webs.map(({ process }) => process), ...this.workers, this.redis].map((part) => part.kill()),
    );
    await this.postgres.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
