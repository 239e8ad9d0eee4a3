import type { AppendAnswer, AppendEntry, RunEventDraft } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import type { RunLog } from './ports.ts';
import { RunJournal } from './run-journal.ts';
import { systemClock } from './system-clock.ts';

const by = { kind: 'system', id: 's', name: 'System' } as const;
const request = (text: string): RunEventDraft => ({ type: 'user-request', payload: { text, by } });

/** A journal over a log that keeps each commit it is given, and what it was told of them. */
const openJournal = (answer: () => Promise<AppendAnswer> = async () => 'stored') => {
  const commits: AppendEntry[] = [];
  const told: string[] = [];
  const log: RunLog = {
    claim: async () => [],
    renew: async () => [],
    release: async () => undefined,
    load: () => Promise.reject(new Error('not asked for')),
    append: async (entry) => {
      commits.push(entry);
      return answer();
    },
    saveToolSet: async () => undefined,
  };
  const hints = { appended: (_: string, seq: number) => told.push(`${seq}`), changed: () => told.push('changed') };
  const journal = new RunJournal({
    run: { workspaceId: 'w', runId: 'r', epoch: 1, recoveries: 0, isAfterCrash: false, wakes: 0 },
    events: [],
    services: { log, hints, clock: systemClock },
    onFenced: () => told.push('fenced'),
    onProgress: () => undefined,
  });
  const seqs = () => commits.map(({ firstSeq, events }) => events.map((_, place) => firstSeq + place));
  return { journal, told, seqs };
};

test('what is appended in one go goes into one commit, and what comes meanwhile into the next', async () => {
  const { journal, seqs, told } = openJournal();
  const first = [journal.append([request('1')]), journal.append([request('2')])];
  await Promise.resolve();
  await Promise.all([...first, journal.append([request('3')])]);
  expect(seqs()).toEqual([[1, 2], [3]]);
  expect(told).toEqual(['2', '3']);
});

test('what is staged shares the commit of what follows, also of the last one', async () => {
  const { journal, seqs, told } = openJournal();
  void journal.stage([request('1')]);
  await journal.append([request('2')]);
  void journal.stage([request('3')]);
  await journal.close([request('4')], () => ({ type: 'wait', wakes: 0, waitsFor: null }));
  expect(seqs()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(told).toEqual(['2', '4', 'changed']);
});

test('what is staged is stored by itself when nothing follows, or at once when asked', async () => {
  const { journal, seqs } = openJournal();
  await journal.stage([request('1')]);
  expect(seqs()).toEqual([[1]]);
  void journal.stage([request('2')]);
  await journal.flush();
  expect(seqs()).toEqual([[1], [2]]);
});

test('when another holds the run, all who wait are told, and nobody else is', async () => {
  const { journal, told } = openJournal(async () => 'fenced');
  void journal.stage([request('1')]);
  const [appended, later] = [journal.append([request('2')]), journal.flush()];
  await expect(appended).rejects.toMatchObject({ kind: 'fenced' });
  await expect(later).rejects.toMatchObject({ kind: 'fenced' });
  expect(told).toEqual(['fenced']);
});
