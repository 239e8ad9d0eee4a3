import { type LiveFrame, WatchLiveInput } from '@signalbox/contracts';
import { listKnownRuns } from '@signalbox/database';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { followRunText } from '../runs/follow-run.ts';
import type { ApiServices } from '../services.ts';
import { guardStream } from './guard-stream.ts';
import { mergeStreams } from './merge-streams.ts';
import { watchChanges } from './watch-changes.ts';

type Item = TrackedEnvelope<LiveFrame> | LiveFrame;

/** What comes was checked when it was read; here only that it comes one by one. */
const Frames = z.custom<AsyncIterable<Item>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

interface WatchedRun {
  readonly runId: string;
  afterSeq: number;
}

/** The runs and how far the viewer is in each: as the last id says, else as the input does. */
const toWatchedRuns = ({ runs, lastEventId }: z.output<typeof WatchLiveInput>): WatchedRun[] => {
  const seqs = lastEventId?.split('.') ?? [];
  const isResumed = seqs.length === runs.length && seqs.every((seq) => seq !== '');
  return runs.map(({ runId, afterSeq }, index) => ({ runId, afterSeq: isResumed ? Number(seqs[index]) : afterSeq }));
};

const followFrames = async function* (
  services: ApiServices,
  view: Parameters<typeof followRunText>[1],
  signal: AbortSignal,
): AsyncGenerator<LiveFrame, void> {
  const { runId } = view;
  for await (const item of followRunText(services, view, signal)) {
    yield 'seq' in item ? { type: 'run-event', runId, event: item } : { type: 'run-delta', runId, delta: item };
  }
};

/** Events get the seqs that are reached with them as their id. */
const trackFrames = async function* (frames: AsyncIterable<LiveFrame>, runs: readonly WatchedRun[]) {
  for await (const frame of frames) {
    if (frame.type !== 'run-event') {
      yield frame;
      continue;
    }
    const { runId, event } = frame;
    for (const run of runs) if (run.runId === runId) run.afterSeq = event.seq;
    yield tracked(runs.map(({ afterSeq }) => afterSeq).join('.'), frame);
  }
};

const openFrames = async function* (
  services: ApiServices,
  { workspaceId, runs }: { readonly workspaceId: string; readonly runs: readonly WatchedRun[] },
  ends: AbortSignal,
): AsyncGenerator<LiveFrame, void> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([ends, leaving.signal]);
  const runIds = [...new Set(runs.map(({ runId }) => runId))];
  const known = new Set(await listKnownRuns(services.database.db, { workspaceId, runIds }));
  const followed = runs.filter(({ runId }, index) => known.has(runId) && runIds.indexOf(runId) === index);
  try {
    yield* mergeStreams([
      watchChanges(services, { workspaceId, runIds }, signal),
      ...followed.map(({ runId, afterSeq }) => followFrames(services, { workspaceId, runId, afterSeq }, signal)),
    ]);
  } finally {
    leaving.abort();
  }
};

/**
 * All that one browser tab shows, in one stream: the events of up to 8 runs with the text that streams, and which
 * runs of the workspace changed. Ends with the viewer or the server only.
 */
export const watchLive = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(WatchLiveInput.strict())
  .output(Frames)
  .subscription(async ({ ctx, input, signal }) => {
    const { services, principal } = ctx;
    const { workspaceId } = principal;
    const runs = toWatchedRuns(input);
    const frames = guardStream(ctx, signal, (ends) => openFrames(services, { workspaceId, runs }, ends));
    return trackFrames(frames, runs);
  });
