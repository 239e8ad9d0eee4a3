import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { hostileCorpus } from '../prove/hostile/hostile-corpus.ts';
import { findCorpus, readCorpus } from '../prove/hostile/read-corpus.ts';

test.each(testEngines)(
  'on %s, hostile input ends as expected, and nothing forbidden is reached',
  async (engine) => {
    const file = findCorpus();
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await hostileCorpus({ file, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.passed).toHaveLength(readCorpus(file).length);
  },
  240_000,
);
