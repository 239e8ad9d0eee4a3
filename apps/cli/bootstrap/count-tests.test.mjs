import { expect, test } from 'vitest';

import { countTests } from './count-tests.mjs';

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };
const count = (success, numFailedTests, testResults) =>
  countTests({ success, numPassedTests: 3, numFailedTests, testResults });

test('passed and failed tests are those of vitest', () => {
  expect(count(true, 0, [passing])).toEqual({ passed: 3, failed: 0 });
  expect(count(false, 1, [passing, failing])).toEqual({ passed: 3, failed: 1 });
});

test('a file that broke before its first test is one failure', () => {
  expect(count(false, 0, [passing, broken])).toEqual({ passed: 3, failed: 1 });
});

test('a package that failed beside its tests, or left no results, is one failure', () => {
  expect(count(false, 0, [passing])).toEqual({ passed: 3, failed: 1 });
  expect(count(false, 0, [])).toMatchObject({ failed: 1 });
  expect(countTests(undefined)).toEqual({ passed: 0, failed: 1 });
});
