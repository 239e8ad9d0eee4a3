import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from './config.ts';
import { startServer } from './start-server.ts';

const [first, second, third] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)];

/** Starts a server with the settings, calls a procedure, and stops it. */
const callOnce = async (settings: Record<string, string>, procedure: string, body?: unknown): Promise<unknown> => {
  const server = await startServer(readConfig([], { PORT: '0', LOG_LEVEL: 'silent', ...settings }));
  try {
    await server.ready;
    const authorization = `Bearer ${readFileSync(join(settings.SIGNALBOX_DATA_DIR ?? '', 'cli-token'), 'utf8').trim()}`;
    const response = await fetch(`${server.url}/trpc/${procedure}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return z.object({ result: z.object({ data: z.unknown() }) }).parse(await response.json()).result.data;
  } finally {
    await server.stop();
  }
};

test.each(testEngines)(
  'on %s, another master key refuses to start and says why; behind a new one, the old one can go after one start',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const settings = {
      SIGNALBOX_DATA_DIR: makeTestFolder('master-key'),
      ...(database?.url !== undefined && { DATABASE_URL: database.url }),
    };
    const gateway = { name: 'gateway', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-one' };
    const withFirst = { ...settings, SIGNALBOX_MASTER_KEY: first };
    expect(await callOnce(withFirst, 'connections.update', gateway)).toMatchObject({ key: 'kept' });

    const withSecond = { ...settings, SIGNALBOX_MASTER_KEY: second };
    const refused = callOnce(withSecond, 'connections.list');
    await expect(refused).rejects.toThrow(
      /One key for models is sealed with another master key than the one in SIGNALBOX_MASTER_KEY\.\n.*SIGNALBOX_MASTER_KEY_OLD.*\n.*SIGNALBOX_UNREADABLE_KEYS=keep/,
    );
    await expect(callOnce(settings, 'connections.list')).rejects.toThrow(
      join(settings.SIGNALBOX_DATA_DIR, 'master-key'),
    );

    const kept = await callOnce({ ...withSecond, SIGNALBOX_UNREADABLE_KEYS: 'keep' }, 'connections.list');
    expect(kept).toMatchObject({ items: [{ name: 'gateway', key: 'unreadable' }] });

    const rotating = { ...withSecond, SIGNALBOX_MASTER_KEY_OLD: `${third},${first}` };
    expect(await callOnce(rotating, 'connections.list')).toMatchObject({ items: [{ name: 'gateway', key: 'kept' }] });
    expect(await callOnce(withSecond, 'connections.list')).toMatchObject({ items: [{ key: 'kept' }] });
    await expect(callOnce(withFirst, 'connections.list')).rejects.toThrow('another master key');
    await database?.close();
  },
  120_000,
);
