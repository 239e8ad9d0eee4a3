import { formatLivePosition, type LiveFrame, parseLivePosition, WatchLiveInput } from '@signalbox/contracts';
import { listKnownRuns } from '@signalbox/database';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { followRunText } from '../runs/follow-run.ts';
import type { ApiServices } from '../services.ts';
import { guardStream } from './guard-stream.ts';
import { mergeStreams } from './merge-streams.ts';
import { watchGone } from './watch-gone.ts';
import { watchHub } from './watch-hub.ts';

type Item = TrackedEnvelope<LiveFrame> | LiveFrame;

/** What comes was checked when it was read; here only that it comes one by one. */
const Frames = z.custom<AsyncIterable<Item>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

/** Where a viewer is, going on as frames reach it. */
interface Viewing {
  hub: string;
  readonly runs: readonly { readonly runId: string; afterSeq: number }[];
}

/** As the last id says, else as the input does. */
const toViewing = ({ runs, lastEventId }: z.output<typeof WatchLiveInput>): Viewing => {
  const { hub, seqs } = parseLivePosition(lastEventId ?? '');
  const isResumed = seqs.length === runs.length;
  const toSeq = (afterSeq: number, index: number): number => (isResumed ? seqs[index] : undefined) ?? afterSeq;
  return { hub, runs: runs.map(({ runId, afterSeq }, index) => ({ runId, afterSeq: toSeq(afterSeq, index) })) };
};

/** A frame, and of those of the hub the position that is reached with it. */
interface Said {
  readonly frame: LiveFrame;
  readonly position?: string;
}

interface RunView {
  readonly workspaceId: string;
  readonly runId: string;
  readonly afterSeq: number;
}

const followFrames = async function* (
  services: ApiServices,
  view: RunView,
  signal: AbortSignal,
): AsyncGenerator<Said, void> {
  const { runId } = view;
  for await (const item of followRunText(services, view, signal)) {
    if ('seq' in item) yield { frame: { type: 'run-event', runId, event: item } };
    else yield { frame: { type: 'run-delta', runId, delta: item } };
  }
};

const followGone = async function* (
  services: ApiServices,
  view: Parameters<typeof watchGone>[1],
  signal: AbortSignal,
): AsyncGenerator<Said, void> {
  for await (const runId of watchGone(services, view, signal)) yield { frame: { type: 'run-gone', runId } };
};

/** Events and what the hub says get the position that is reached with them as their id: once they are taken, not before. */
const trackFrames = async function* (all: AsyncIterable<Said>, viewing: Viewing): AsyncGenerator<Item, void> {
  for await (const { frame, position } of all) {
    if (frame.type === 'run-delta' || frame.type === 'run-gone') {
      yield frame;
      continue;
    }
    if (position !== undefined) viewing.hub = position;
    if (frame.type === 'run-event') {
      for (const run of viewing.runs) if (run.runId === frame.runId) run.afterSeq = frame.event.seq;
    }
    const seqs = viewing.runs.map(({ afterSeq }) => afterSeq);
    yield tracked(formatLivePosition({ hub: viewing.hub, seqs }), frame);
  }
};

const openFrames = async function* (
  services: ApiServices,
  { workspaceId, viewing }: { readonly workspaceId: string; readonly viewing: Viewing },
  ends: AbortSignal,
): AsyncGenerator<Said, void> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([ends, leaving.signal]);
  const runs = viewing.runs.map((run) => ({ ...run }));
  const runIds = [...new Set(runs.map(({ runId }) => runId))];
  const known = new Set(await listKnownRuns(services.database.db, { workspaceId, runIds }));
  const followed = runs.filter(({ runId }, index) => known.has(runId) && runIds.indexOf(runId) === index);
  try {
    yield* mergeStreams<Said>([
      watchHub(services.hub, { workspaceId, after: viewing.hub }, signal),
      followGone(services, { workspaceId, runIds }, signal),
      ...followed.map((run) => followFrames(services, { workspaceId, ...run }, signal)),
    ]);
  } finally {
    leaving.abort();
  }
};

/**
 * All that one browser tab shows, in one stream: what the hub of the workspace says, and the events of up to 8 runs with
 * the text that streams. Ends with the viewer, the viewer's rights or the server only. Over HTTP, who watches no run is
 * served by `serveHub`.
 */
export const watchLive = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(WatchLiveInput.strict())
  .output(Frames)
  .subscription(async ({ ctx, input, signal }) => {
    const { services, principal } = ctx;
    const { workspaceId } = principal;
    const viewing = toViewing(input);
    return trackFrames(
      guardStream(ctx, signal, (ends) => openFrames(services, { workspaceId, viewing }, ends)),
      viewing,
    );
  });
