import type { Run } from '@signalbox/contracts';

/** What a run is called: its request, else the task it belongs to, else its id. */
export const toRunTitle = ({ id, inputPreview, taskId }: Pick<Run, 'id' | 'inputPreview' | 'taskId'>): string => {
  if (inputPreview !== '') return inputPreview;
  return taskId === null ? `Run ${id.slice(-8)}` : `Task ${taskId}`;
};
