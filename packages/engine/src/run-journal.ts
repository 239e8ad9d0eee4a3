import {
  type AppendEntry,
  applyRunEvent,
  type ClaimedRun,
  reduceRun,
  type RunEvent,
  type RunEventDraft,
  type RunState,
} from '@signalbox/contracts';

import type { EngineServices } from './engine-services.ts';
import { RunAbort } from './run-abort.ts';

export interface RunJournalOptions {
  readonly run: ClaimedRun;
  /** The log as it was when the run was claimed. */
  readonly events: readonly RunEvent[];
  readonly services: Pick<EngineServices, 'log' | 'hints' | 'clock'>;
  /** Called when the log refuses an append because another holds the run. */
  readonly onFenced: () => void;
  /** Called when a result or a turn is stored: the run got further than it was at its last crash. */
  readonly onProgress: () => void;
}

/** Longest that staged events wait for those that follow them: far longer than these take. */
const stageMs = 5;

interface Batch {
  readonly firstSeq: number;
  readonly at: string;
  readonly drafts: RunEventDraft[];
  readonly committed: PromiseWithResolvers<void>;
}

const isProgress = (drafts: readonly RunEventDraft[]): boolean =>
  drafts.some((draft) => draft.type === 'tool-result' || draft.type === 'model-call-end');

/** The log of one claimed run as this process writes it, with the state it has led to. */
export class RunJournal {
  readonly run: ClaimedRun;
  /** As of the last event handed in, stored or under way. */
  readonly state: RunState;
  readonly #options: RunJournalOptions;
  #waiting: Batch | undefined;
  #sending: Promise<void> = Promise.resolve();
  #isSending = false;
  #staged: NodeJS.Timeout | undefined;

  constructor(options: RunJournalOptions) {
    this.#options = options;
    this.run = options.run;
    this.state = reduceRun(options.events);
  }

  /**
   * Stores the events in their order and resolves when they are committed. Events handed in together, or while a
   * commit is under way, go into one commit. Throws `RunAbort` (fenced) when another holds the run.
   */
  append(drafts: readonly RunEventDraft[]): Promise<void> {
    const { committed } = this.#add(drafts);
    this.#startSending();
    return committed.promise;
  }

  /**
   * As `append`, for events that others follow at once: they share the commit of those, which halves what a step costs.
   * Nothing may happen on their strength but the next append; without one they are stored by themselves.
   */
  stage(drafts: readonly RunEventDraft[]): Promise<void> {
    const { committed } = this.#add(drafts);
    this.#staged ??= setTimeout(() => this.#startSending(), stageMs);
    return committed.promise;
  }

  /** Resolves when nothing waits to be stored; throws like `append`. */
  async flush(): Promise<void> {
    if (this.#waiting) await this.append([]);
    await this.#sending;
  }

  /** Stores the last events of this lease, with what becomes of it, made of the state they lead to. */
  async close(
    drafts: readonly RunEventDraft[],
    toThen: (state: RunState, at: string) => AppendEntry['then'],
  ): Promise<void> {
    await this.#sending;
    const batch = this.#add(drafts);
    this.#takeWaiting();
    try {
      await this.#send(batch, toThen(this.state, batch.at));
      batch.committed.resolve();
    } catch (error) {
      batch.committed.reject(error);
      throw error;
    }
    this.#options.services.hints.changed(this.run);
  }

  #add(drafts: readonly RunEventDraft[]): Batch {
    const batch = (this.#waiting ??= this.#open());
    batch.drafts.push(...drafts);
    this.#apply(drafts, batch.at);
    return batch;
  }

  #startSending(): void {
    if (!this.#isSending) this.#sending = this.#drain();
  }

  #open(): Batch {
    const at = this.#options.services.clock.now().toISOString();
    const committed = Promise.withResolvers<void>();
    // who staged and does not wait is told by the append that follows
    committed.promise.catch(() => undefined);
    return { firstSeq: this.state.nextSeq, at, drafts: [], committed };
  }

  #apply(drafts: readonly RunEventDraft[], at: string): void {
    const { epoch } = this.run;
    for (const draft of drafts) applyRunEvent(this.state, { ...draft, seq: this.state.nextSeq, epoch, at });
  }

  #takeWaiting(): Batch | undefined {
    clearTimeout(this.#staged);
    this.#staged = undefined;
    const batch = this.#waiting;
    this.#waiting = undefined;
    return batch;
  }

  async #drain(): Promise<void> {
    this.#isSending = true;
    // calls of one turn begin in one go
    await Promise.resolve();
    for (let batch = this.#takeWaiting(); batch; batch = this.#takeWaiting()) {
      try {
        await this.#send(batch, { type: 'continue', isProgress: isProgress(batch.drafts) });
        batch.committed.resolve();
      } catch (error) {
        batch.committed.reject(error);
        // nothing may follow events that were not stored
        this.#takeWaiting()?.committed.reject(error);
      }
    }
    this.#isSending = false;
  }

  async #send({ firstSeq, at, drafts }: Batch, then: AppendEntry['then']): Promise<void> {
    const { services, onFenced, onProgress } = this.#options;
    const { workspaceId, runId, epoch } = this.run;
    const answer = await services.log.append({ workspaceId, runId, epoch, firstSeq, at, events: drafts, then });
    if (answer === 'fenced') {
      onFenced();
      throw new RunAbort('fenced');
    }
    if (isProgress(drafts)) onProgress();
    services.hints.appended(runId, firstSeq + drafts.length - 1);
  }
}
