import { type Actor, AppError } from '@signalbox/contracts';

import type { Principal, RequestContext } from '../services.ts';

/** Between two looks at who watches. An API key's check remembers for 4 s by itself: either way, rights end within 5 s. */
const sweepMs = 900;
const sweepsBetween: Record<Actor['kind'], number> = { 'api-key': 1, user: 4, local: 4, system: 4 };
/** Callers looked at at once. */
const lanes = 8;
/** Time after which who was refused may try again. */
const retryAfterMs = 5000;

/** Most streams that are open at once: of one member or key, and in this process. Programs follow many runs with one key. */
export const streamLimits = { user: 20, 'api-key': 200, local: Infinity, system: Infinity, process: 10_000 } as const;

export type StreamContext = Pick<RequestContext, 'reauthenticate' | 'credential'> & { readonly principal: Principal };

/** Why a stream is ended: the caller may not read runs any more, or the server stops. */
export type StreamEnd = 'rights-ended' | 'stopping';

interface OpenStream {
  readonly context: StreamContext;
  readonly end: (reason: StreamEnd) => void;
}

const mayGoOn = (now: Principal | null, { workspaceId }: Principal): boolean =>
  now?.workspaceId === workspaceId && now.permissions.has('runs:read');

const toKey = ({ kind, id }: Actor): string => `${kind} ${id}`;

/** All live streams of this process. Each ends when the server stops, and within 5 s of its caller's right to read runs. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();
  readonly #countOf = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #isSweeping = false;
  #sweeps = 0;

  constructor(stopping: AbortSignal) {
    stopping.addEventListener('abort', () => {
      for (const stream of this.#streams) stream.end('stopping');
    });
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Throws `request.rate-limited` when the caller, or this process, has too many. */
  assertRoom({ actor }: Principal): void {
    const count = this.#countOf.get(toKey(actor)) ?? 0;
    if (count >= streamLimits[actor.kind]) {
      const message = `${actor.name} has ${count} live streams open. Close one first.`;
      throw new AppError('request.rate-limited', message, { retryAfterMs });
    }
    if (this.size >= streamLimits.process) {
      throw new AppError('request.rate-limited', 'This server has no room for another live stream.', { retryAfterMs });
    }
  }

  /** Counts a stream until what it answers with is called. Throws as `assertRoom`. */
  open(context: StreamContext, end: (reason: StreamEnd) => void): () => void {
    this.assertRoom(context.principal);
    const key = toKey(context.principal.actor);
    const stream = { context, end };
    this.#streams.add(stream);
    this.#countOf.set(key, (this.#countOf.get(key) ?? 0) + 1);
    this.#timer ??= setInterval(() => void this.#sweep(), sweepMs).unref();
    return () => this.#close(stream, key);
  }

  #close(stream: OpenStream, key: string): void {
    if (!this.#streams.delete(stream)) return;
    const left = (this.#countOf.get(key) ?? 1) - 1;
    if (left > 0) this.#countOf.set(key, left);
    else this.#countOf.delete(key);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Asks once about all streams that were opened with the same key or session. */
  async #sweep(): Promise<void> {
    this.#sweeps += 1;
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    const groups = new Map<unknown, OpenStream[]>();
    for (const stream of this.#streams) {
      const { credential, principal } = stream.context;
      if (this.#sweeps % sweepsBetween[principal.actor.kind] !== 0) continue;
      const group = groups.get(credential ?? stream);
      if (group) group.push(stream);
      else groups.set(credential ?? stream, [stream]);
    }
    const waiting = groups.values();
    const check = async (): Promise<void> => {
      for (const group of waiting) await this.#check(group);
    };
    await Promise.all(Array.from({ length: lanes }, check));
    this.#isSweeping = false;
  }

  async #check(group: readonly OpenStream[]): Promise<void> {
    const [first] = group;
    if (!first?.context.reauthenticate) return;
    const { principal, reauthenticate } = first.context;
    // while the database is away nobody can tell: what was right stays so until it is back
    const now = await reauthenticate().catch(() => principal);
    for (const { context, end } of group) if (!mayGoOn(now, context.principal)) end('rights-ended');
  }
}
