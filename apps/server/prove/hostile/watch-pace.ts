import { RunDelta } from '@signalbox/contracts';

import { readMessages } from '../read-messages.ts';
import type { Stage } from './open-stage.ts';
import { expectThat } from './verdict.ts';

/** Frames of text that a viewer may get in a second; the 4 kB frames of what comes faster follow each other at once. */
const maxFramesPerSecond = 20;
const fullFrame = 4000;

/** Watches a run with its text, and says whether its viewers get it in more pieces than they can show. */
export const watchPace = async (stage: Stage, runId: string): Promise<string[]> => {
  const response = await stage.client.open(
    `/trpc/runs.watch?input=${encodeURIComponent(JSON.stringify({ runId, deltas: true }))}`,
  );
  const frames: number[] = [];
  for await (const { id, event, data } of readMessages(response)) {
    if (event === 'return') break;
    if (event !== undefined || id !== undefined) continue;
    const delta = RunDelta.parse(JSON.parse(data));
    if (delta.type === 'tool-progress' || delta.text.length < fullFrame) frames.push(performance.now());
  }
  const busiest = frames.map((atMs) => frames.filter((other) => other >= atMs && other < atMs + 1000).length);
  const most = Math.max(0, ...busiest);
  // those of the second before may arrive late
  return expectThat(most <= maxFramesPerSecond * 2, `a viewer got ${most} frames in one second`);
};
