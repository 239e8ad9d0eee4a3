import { listConnections, updateConnection } from '@signalbox/database';
import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { toKeyField } from '../connections/connection-reader.ts';
import { createSecretBox } from './create-secret-box.ts';
import { renewSealedKeys } from './renew-sealed-keys.ts';

const [first, second] = [createSecretBox('1'.repeat(32)), createSecretBox('2'.repeat(32), ['1'.repeat(32)])];
const by = { kind: 'user' as const, id: 'u', name: 'Signe' };

test.each(testEngines)(
  'on %s, more keys than fit a batch are sealed anew, by two processes at once too; damaged ones stay as they are',
  async (engine) => {
    const database = await openTestDatabase({ engine });
    const workspaceId = await database.newWorkspace();
    const save = (name: string, sealedKey: string): Promise<void> =>
      updateConnection(database.db, {
        workspaceId,
        name,
        kind: 'openai',
        baseUrl: null,
        sealedKey,
        keyHint: null,
        updatedBy: by,
        updatedAt: '2026-01-02T03:04:05.678Z',
      });
    const names = Array.from({ length: 205 }, (_, index) => `key-${index}`);
    for (const name of names) await save(name, first.seal(name, { workspaceId, field: toKeyField(name) }));
    const moved = first.seal('x', { workspaceId, field: toKeyField('elsewhere') });
    await save('moved', moved);
    const lines: string[] = [];
    const options = { database, box: second, source: 'here', log: (line: string) => void lines.push(line) };
    await Promise.all([1, 2].map(() => renewSealedKeys({ ...options, keepsUnreadable: false })));
    const newest = createSecretBox('2'.repeat(32));
    const stored = await listConnections(database.db, { workspaceId });
    expect(stored.find(({ name }) => name === 'moved')?.sealedKey).toBe(moved);
    const opened = stored.map(({ name, sealedKey }) =>
      newest.open(sealedKey ?? '', { workspaceId, field: toKeyField(name) }),
    );
    const texts = opened.flatMap((each) => (each.state === 'open' ? [each.text] : []));
    expect(texts.toSorted()).toEqual(names.toSorted());
    const counts = lines.map((line) => Number(/^(\d+) keys .* sealed anew/.exec(line)?.[1] ?? 1));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(names.length);
    await database.close();
  },
  60_000,
);
