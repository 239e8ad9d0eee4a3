import { expect, test } from 'vitest';

import { exampleRun } from '../../run-row/example-run.ts';
import { toCsv } from './to-csv.ts';

test('one line for each run, in the order of the head', () => {
  const [head, line, rest] = toCsv([exampleRun]).split('\r\n');
  expect(head?.split(',').slice(0, 4)).toEqual(['id', 'status', 'agent', 'version']);
  expect(line?.split(',')).toHaveLength(head?.split(',').length ?? 0);
  expect(line).toContain('completed,assistant,v1,api,What is 1 + 1?,2,,,2026-11-21T14:00:00.000Z');
  expect(line).toContain(',900,40,2,0.0412,0,');
  expect(rest).toBe('');
});

test.for([
  ['=SUM(A1)', "'=SUM(A1)"],
  ['+1', "'+1"],
  [' -1', "' -1"],
  ['@cmd', "'@cmd"],
  ['\tx', "'\tx"],
  ['=1,"2"', '"\'=1,""2"""'],
  ['two\nlines', '"two\nlines"'],
  ['a=b', 'a=b'],
] as const)('%j is written so that no spreadsheet runs it', ([inputPreview, cell]) => {
  expect(toCsv([{ ...exampleRun, inputPreview }])).toContain(`,api,${cell},2,`);
});
