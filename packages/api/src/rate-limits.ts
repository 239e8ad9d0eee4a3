import { AppError, defaultRequestsPerMinute } from '@signalbox/contracts';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import type { Principal } from './services.ts';

/** read: gets and lists · change: what alters something · start: what begins a run · the rest: see the limits. */
export type RateLimitClass = keyof typeof defaultRequestsPerMinute;

/** Counts requests of principals. */
export interface RateLimits {
  /** Counts it. Throws `request.rate-limited` with the wait when the principal has had its share of this minute. */
  take(options: {
    readonly limitClass: RateLimitClass;
    readonly principalId: string;
    /** In place of the default; null for that, Infinity for none. */
    readonly requestsPerMinute: number | null;
    /** How many it counts for; 1 unless told. */
    readonly points?: number;
  }): Promise<void>;
}

interface RateLimitOptions {
  readonly redis?: Redis | undefined;
  /** How many times the default shares who has none of their own may take; 1 unless told. */
  readonly generosity?: number;
}

/**
 * Limits that are counted in Redis, in one account for all processes; in this process, from zero on, without one and while
 * it does not answer.
 */
export const createRateLimits = ({ redis, generosity = 1 }: RateLimitOptions = {}): RateLimits => {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();
  const openLimiter = (keyPrefix: string, points: number): RateLimiterMemory | RateLimiterRedis => {
    const own = new RateLimiterMemory({ keyPrefix, points, duration: 60 });
    if (!redis) return own;
    const shared = { storeClient: redis, insuranceLimiter: own, rejectIfRedisNotReady: true };
    return new RateLimiterRedis({ keyPrefix: `signalbox:limit:${keyPrefix}`, points, duration: 60, ...shared });
  };
  const limiterOf = (limitClass: RateLimitClass, points: number): RateLimiterMemory | RateLimiterRedis => {
    const keyPrefix = `${limitClass} ${points}`;
    const limiter = limiters.get(keyPrefix) ?? openLimiter(keyPrefix, points);
    limiters.set(keyPrefix, limiter);
    return limiter;
  };
  return {
    take: async ({ limitClass, principalId, requestsPerMinute, points = 1 }) => {
      const limit = requestsPerMinute ?? defaultRequestsPerMinute[limitClass] * generosity;
      if (limit === Infinity) return;
      try {
        await limiterOf(limitClass, limit).consume(principalId, points);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const counted = limitClass === 'report-rows' ? 'rows' : 'requests';
        const message = `More than ${limit} ${counted} in a minute. Wait ${Math.ceil(error.msBeforeNext / 1000)} s.`;
        throw new AppError('request.rate-limited', message, { retryAfterMs: error.msBeforeNext });
      }
    },
  };
};

/** Who calls, as limits count them. */
export const toCallerName = ({ actor }: Principal): string => `${actor.kind} ${actor.id}`;

/** Counts a request of the caller. Throws `request.rate-limited`. */
export const takeTurn = (
  { rateLimits }: { readonly rateLimits: RateLimits },
  principal: Principal,
  limitClass: RateLimitClass,
): Promise<void> => {
  const { requestsPerMinute } = principal;
  return rateLimits.take({ limitClass, principalId: toCallerName(principal), requestsPerMinute });
};

/** Rows that a key with a limit of its own may report for each request that it may send: as many as by default. */
const rowsPerRequest = defaultRequestsPerMinute['report-rows'] / defaultRequestsPerMinute.report;

/** Counts rows of a report of the caller. Throws `request.rate-limited`. */
export const takeRows = async (
  { rateLimits }: { readonly rateLimits: RateLimits },
  principal: Principal,
  rows: number,
): Promise<void> => {
  if (rows === 0) return;
  const { requestsPerMinute } = principal;
  await rateLimits.take({
    limitClass: 'report-rows',
    principalId: toCallerName(principal),
    requestsPerMinute: requestsPerMinute === null ? null : requestsPerMinute * rowsPerRequest,
    points: rows,
  });
};
