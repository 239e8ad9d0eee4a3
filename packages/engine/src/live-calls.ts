import {
  type ClaimedRun,
  cleanText,
  maxProgressLength,
  type ToolCallState,
  type ToolProgress,
} from '@signalbox/contracts';
import type { ToolContext } from '@signalbox/tool-sdk';

import { FramePacer } from './frame-pacer.ts';
import type { LiveTextSink } from './ports.ts';

/** One execution of a call, and what it said that is not told yet. */
interface OpenCall {
  readonly head: Pick<ToolProgress, 'type' | 'callId' | 'execution'>;
  waiting: Parameters<ToolContext['progress']> | null;
  isTold: boolean;
}

const toLine = (message: string): string =>
  cleanText(message.slice(0, maxProgressLength)).replaceAll(/\s+/g, ' ').trim();

/** How far the calls of one turn are, told in frames as `LiveTurn` tells its text: of each call only what it said last. */
export class LiveCalls {
  readonly #run: ClaimedRun;
  readonly #sink: LiveTextSink;
  readonly #pacer = new FramePacer<OpenCall>((call) => this.#send(call));

  constructor(run: ClaimedRun, sink: LiveTextSink) {
    this.#run = run;
    this.#sink = sink;
  }

  /** What the context of the call's execution gets: heard until it is ended or the signal aborts. */
  open(
    { intent, executions }: Pick<ToolCallState, 'intent' | 'executions'>,
    signal: AbortSignal,
  ): Pick<ToolContext, 'progress'> & { readonly end: () => void } {
    const head = { type: 'tool-progress', callId: intent.callId, execution: executions } as const;
    const call: OpenCall = { head, waiting: null, isTold: false };
    let isOver = false;
    return {
      progress: (...said) => {
        if (isOver || signal.aborted) return;
        call.waiting = said;
        this.#pacer.add(call);
      },
      end: () => {
        isOver = true;
        call.waiting = null;
        if (call.isTold) this.#sink.push(this.#run, { ...head, message: '' });
      },
    };
  }

  #send(call: OpenCall): boolean {
    if (!call.waiting) return false;
    const [message, fraction = NaN] = call.waiting;
    call.waiting = null;
    call.isTold = true;
    this.#sink.push(this.#run, {
      ...call.head,
      message: toLine(message),
      ...(Number.isFinite(fraction) && { fraction: Math.min(1, Math.max(0, fraction)) }),
    });
    return true;
  }
}
