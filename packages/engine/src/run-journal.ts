import {
  applyRunEvent,
  type AppendEntry,
  type ClaimedRun,
  type RunEventDraft,
  RunEvent,
  reduceRun,
  type RunState,
} from '@signalbox/contracts';

import type { EngineServices } from './engine-services.ts';
import { RunAbort } from './run-abort.ts';

/** The log of one claimed run as this process writes it, with the state it has led to. */
export interface RunJournal {
  readonly run: ClaimedRun;
  /** As of the last event handed in, stored or under way. */
  readonly state: RunState;
  /** Seq the next event will get: a tool call's id is made of it. */
  nextSeq(): number;
  /**
   * Stores the events in their order and resolves when they are committed. Events handed in while a
   * commit is under way go into the next one together. Throws `RunAbort` (fenced) when another holds the run.
   */
  append(drafts: readonly RunEventDraft[]): Promise<void>;
  /** Stores what the function makes of the state, with what becomes of the lease; nothing may be under way. */
  close(drafts: readonly RunEventDraft[], toThen: (state: RunState, at: string) => AppendEntry['then']): Promise<void>;
}

interface Batch {
  readonly firstSeq: number;
  readonly at: string;
  readonly drafts: RunEventDraft[];
  readonly committed: PromiseWithResolvers<void>;
}

const isProgress = (drafts: readonly RunEventDraft[]): boolean =>
  drafts.some((draft) => draft.type === 'tool-result' || draft.type === 'model-call-end');

/** Opens the journal of a run on the events it has. */
export const openRunJournal = (options: {
  readonly run: ClaimedRun;
  readonly events: readonly RunEvent[];
  readonly services: Pick<EngineServices, 'log' | 'hints' | 'clock'>;
  /** Called when the log refuses an append because another holds the run. */
  readonly onFenced: () => void;
  /** Called when a result or a turn is stored: the run got further than it was at its last crash. */
  readonly onProgress: () => void;
}): RunJournal => {
  const { run } = options;
  const { log, hints, clock } = options.services;
  const state = reduceRun(options.events);
  let waiting: Batch | undefined;
  let sending: Promise<void> = Promise.resolve();
  let isSending = false;

  const send = async (batch: Batch, then: AppendEntry['then']): Promise<void> => {
    const { workspaceId, runId, epoch } = run;
    const { firstSeq, at, drafts } = batch;
    const answer = await log.append({ workspaceId, runId, epoch, firstSeq, at, events: drafts, then });
    if (answer === 'fenced') {
      options.onFenced();
      throw new RunAbort('fenced');
    }
    if (isProgress(drafts)) options.onProgress();
    hints.appended(runId, firstSeq + drafts.length - 1);
  };

  const apply = (drafts: readonly RunEventDraft[], at: string): void => {
    for (const draft of drafts) applyRunEvent(state, { ...draft, seq: state.nextSeq, epoch: run.epoch, at });
  };

  const open = (): Batch => {
    const at = clock.now().toISOString();
    return { firstSeq: state.nextSeq, at, drafts: [], committed: Promise.withResolvers() };
  };

  const takeWaiting = (): Batch | undefined => {
    const batch = waiting;
    waiting = undefined;
    return batch;
  };

  const drain = async (): Promise<void> => {
    isSending = true;
    for (let batch = takeWaiting(); batch; batch = takeWaiting()) {
      try {
        await send(batch, { type: 'continue', isProgress: isProgress(batch.drafts) });
        batch.committed.resolve();
      } catch (error) {
        batch.committed.reject(error);
        // nothing may follow events that were not stored
        takeWaiting()?.committed.reject(error);
      }
    }
    isSending = false;
  };

  return {
    run,
    state,
    nextSeq: () => state.nextSeq,
    append: (drafts) => {
      waiting ??= open();
      waiting.drafts.push(...drafts);
      apply(drafts, waiting.at);
      const { promise } = waiting.committed;
      if (!isSending) sending = drain();
      return promise;
    },
    close: async (drafts, toThen) => {
      await sending;
      const batch = open();
      batch.drafts.push(...drafts);
      apply(drafts, batch.at);
      await send(batch, toThen(state, batch.at));
    },
  };
};
