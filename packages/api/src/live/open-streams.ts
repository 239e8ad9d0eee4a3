import { type Actor, AppError } from '@signalbox/contracts';

import type { Principal, RequestContext } from '../services.ts';

/** Between two looks at who watches. An API key's check remembers for 4 s by itself: either way, rights end within 5 s. */
const sweepMs = 900;
const sweepsBetween: Record<Actor['kind'], number> = { 'api-key': 1, user: 4, local: 4, system: 4 };
/** Sessions looked at at once. */
const lanes = 8;
/** Time after which who was refused may try again. */
const retryAfterMs = 5000;

/** Most streams that are open at once: of one member or key, and in this process. Programs follow many runs with one key. */
const streamLimits = { user: 20, 'api-key': 200, local: Infinity, system: Infinity, process: 12_000 } as const;

export type StreamContext = Pick<RequestContext, 'reauthenticate' | 'credential'> & { readonly principal: Principal };

/** Why a stream is ended: the caller may not read runs any more, or the server stops. */
export type StreamEnd = 'rights-ended' | 'stopping';

interface OpenStream {
  readonly principal: Principal;
  readonly end: (reason: StreamEnd) => void;
}

/** The streams that were opened with one key or session: one question says who may go on. */
interface Session {
  readonly kind: Actor['kind'];
  readonly reauthenticate: RequestContext['reauthenticate'];
  readonly streams: Set<OpenStream>;
}

const mayGoOn = (now: Principal | null, { workspaceId }: Principal): boolean =>
  now?.workspaceId === workspaceId && now.permissions.has('runs:read');

const toKey = ({ kind, id }: Actor): string => `${kind} ${id}`;

/** All live streams of this process. Each ends when the server stops, and within 5 s of its caller's right to read runs. */
export class OpenStreams {
  readonly #sessions = new Map<unknown, Session>();
  readonly #countOf = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #size = 0;
  #isSweeping = false;
  #sweeps = 0;

  constructor(stopping: AbortSignal) {
    stopping.addEventListener('abort', () => {
      for (const { streams } of this.#sessions.values()) for (const { end } of streams) end('stopping');
    });
  }

  get size(): number {
    return this.#size;
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
  open({ principal, reauthenticate, credential }: StreamContext, end: (reason: StreamEnd) => void): () => void {
    this.assertRoom(principal);
    const { actor } = principal;
    const stream = { principal, end };
    const name = credential === undefined ? stream : `${toKey(actor)} ${credential}`;
    const session = this.#sessions.get(name) ?? { kind: actor.kind, reauthenticate, streams: new Set() };
    this.#sessions.set(name, session);
    session.streams.add(stream);
    this.#count(actor, 1);
    this.#timer ??= setInterval(() => void this.#sweep(), sweepMs).unref();
    return () => {
      if (!session.streams.delete(stream)) return;
      if (session.streams.size === 0) this.#sessions.delete(name);
      this.#count(actor, -1);
      if (this.#size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #count(actor: Actor, change: 1 | -1): void {
    const key = toKey(actor);
    const count = (this.#countOf.get(key) ?? 0) + change;
    this.#size += change;
    if (count > 0) this.#countOf.set(key, count);
    else this.#countOf.delete(key);
  }

  async #sweep(): Promise<void> {
    this.#sweeps += 1;
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    const isDue = ({ kind }: Session): boolean => this.#sweeps % sweepsBetween[kind] === 0;
    const waiting = [...this.#sessions.values()].filter(isDue).values();
    const checkInTurn = async (): Promise<void> => {
      for (const session of waiting) await this.#check(session);
    };
    await Promise.all(Array.from({ length: lanes }, checkInTurn));
    this.#isSweeping = false;
  }

  async #check({ reauthenticate, streams }: Session): Promise<void> {
    // while the database is away nobody can tell: what was right stays so until it is back
    const now = await reauthenticate?.().catch(() => undefined);
    if (now === undefined) return;
    for (const { principal, end } of streams) if (!mayGoOn(now, principal)) end('rights-ended');
  }
}
