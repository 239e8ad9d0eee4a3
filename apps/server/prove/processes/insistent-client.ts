import { setTimeout as delay } from 'node:timers/promises';

import type { z } from 'zod';

/** What may come in place of an answer: a broken connection, a 503 or 429 that says when to come again. */
export interface Tolerance {
  readonly cuts: boolean;
  readonly refusals: boolean;
}

export const intolerant: Tolerance = { cuts: false, refusals: false };

export interface Question {
  /** Answers are waited for by this word. */
  readonly kind: 'chat' | 'start' | 'report' | 'activity' | 'read';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each try; without it the question is a GET. */
  readonly toBody?: () => object;
}

interface Awaited {
  readonly kinds: Set<Question['kind']>;
  readonly fromMs: number;
  readonly resolve: () => void;
}

const againMs = 50;
/** Nobody asks longer than this. */
const patienceMs = 90_000;
/** Promised to every request that does not wait for a run, with some room for a machine that does other things too. */
const answerMs = 10_000;

/**
 * Asks a server as a program does that wants its answer: again after a failure, as long as it takes. A failure that is not
 * tolerated at its time is a fault.
 */
export class InsistentClient {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly faults: string[] = [];
  /** How questions came out. */
  readonly counts = { answers: 0, cuts: 0, refusals: 0 };
  tolerance: Tolerance = intolerant;
  readonly #awaited = new Set<Awaited>();

  constructor(url: string, key: string) {
    this.url = url;
    this.headers = { authorization: `Bearer ${key}` };
  }

  /** The answer; throws when none came for a minute and a half. */
  async ask<Answer extends z.ZodType>(question: Question, answer: Answer): Promise<z.infer<Answer>> {
    for (const endMs = performance.now() + patienceMs; performance.now() < endMs; await delay(againMs)) {
      const fromMs = performance.now();
      const body = await this.#askOnce(question);
      if (body === undefined) continue;
      this.counts.answers += 1;
      this.#tell(question.kind, fromMs);
      return answer.parse(body);
    }
    throw new Error(`${question.path}: no answer`);
  }

  /** Time until a question of each kind that is asked from now on has its answer; a minute and a half when there is none. */
  async untilAnswered(kinds: readonly Question['kind'][]): Promise<number> {
    const fromMs = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited.add({ kinds: new Set(kinds), fromMs, resolve });
    const late = setTimeout(resolve, patienceMs);
    await promise;
    clearTimeout(late);
    return Math.round(performance.now() - fromMs);
  }

  /** Notes what came in place of an answer, as a fault unless it was tolerated when it was asked or is so now. */
  note(trouble: keyof Tolerance, before: Tolerance, what: string): void {
    this.counts[trouble] += 1;
    if (!before[trouble] && !this.tolerance[trouble]) this.faults.push(`${new Date().toISOString()} ${what}`);
  }

  async #askOnce({ kind, path, headers, toBody }: Question): Promise<unknown> {
    const before = this.tolerance;
    const body = toBody?.();
    try {
      const response = await fetch(`${this.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { ...this.headers, ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(kind === 'chat' ? patienceMs : answerMs),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      this.noteStatus(response, before, `${path} answered ${response.status}: ${text.slice(0, 200)}`);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      if (error instanceof TypeError) this.note('cuts', before, `${path} was cut off: ${cause}`);
      else this.faults.push(`${new Date().toISOString()} ${path}: ${cause}`);
    }
    return undefined;
  }

  /** Notes a refusal: one that does not say when to come again is always a fault. */
  noteStatus({ status, headers }: Response, before: Tolerance, what: string): void {
    const isAnnounced = (status === 503 || status === 429) && headers.get('retry-after') !== null;
    if (isAnnounced) this.note('refusals', before, what);
    else this.faults.push(`${new Date().toISOString()} ${what}`);
  }

  #tell(kind: Question['kind'], fromMs: number): void {
    for (const awaited of this.#awaited) {
      if (fromMs < awaited.fromMs) continue;
      awaited.kinds.delete(kind);
      if (awaited.kinds.size > 0) continue;
      this.#awaited.delete(awaited);
      awaited.resolve();
    }
  }
}
