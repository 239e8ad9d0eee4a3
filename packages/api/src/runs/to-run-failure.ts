import { AppError, isErrorCode, type RunEventPayload } from '@signalbox/contracts';

/** Why an ended run has no answer, as an error of ours; undefined when it has one. */
export const toRunFailure = ({ status, error }: RunEventPayload<'run-end'>): AppError | undefined => {
  if (status === 'completed') return undefined;
  if (!error) return new AppError('run.stopped', 'The run was cancelled.');
  return new AppError(isErrorCode(error.code) ? error.code : 'run.internal', error.message);
};
