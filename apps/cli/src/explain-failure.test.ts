import { SignalboxError } from '@signalbox/client';
import { AppError } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { CliError } from './cli-error.ts';
import { explainFailure } from './explain-failure.ts';

const url = 'http://127.0.0.1:4000';
const systemError = (fields: object): Error =>
  Object.assign(new Error('as the system says'), { syscall: 'open', ...fields });

test.each([
  [new CliError('No.'), 'failed', 'No.'],
  [new CliError('No.', { reason: 'usage' }), 'usage', 'No.'],
  [new SignalboxError({ code: 'connection.failed', message: 'refused' }), 'unreachable', `The server at ${url}`],
  [new SignalboxError({ code: 'server.stopping', message: 'It stops.' }), 'unreachable', 'It stops.'],
  [new SignalboxError({ code: 'auth.required', message: 'Who?' }), 'refused', 'Who? (auth.required)'],
  [
    new SignalboxError({ code: 'auth.forbidden', message: 'No.', requestId: 'r' }),
    'refused',
    'No. (auth.forbidden, request r)',
  ],
  [new SignalboxError({ code: 'run.not-found', message: 'None.' }), 'failed', 'None. (run.not-found)'],
  [new AppError('database.unavailable', 'It is away.'), 'unreachable', 'It is away.'],
  [systemError({ code: 'ENOSPC' }), 'failed', 'The disk is full.'],
  [systemError({ code: 'EACCES', path: 'a/b' }), 'failed', 'a/b can’t be used (EACCES).'],
])('%s has its exit code and a sentence', (error, reason, sentence) => {
  const failure = explainFailure(error, url);
  expect(failure.reason).toBe(reason);
  expect(failure.sentence).toContain(sentence);
});
