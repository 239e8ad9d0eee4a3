import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** Redis answers at once or is not there. */
const answerMs = 1000;
const retryMs = 2000;

/** A connection to Redis whose commands fail while it is away, at once or within 250 ms; it comes back by itself. */
export const openRedis = async (redisUrl: string, log: Logger): Promise<Redis> => {
  const ioredis = await import('ioredis');
  const redis = new ioredis.Redis(redisUrl, {
    connectionName: 'signalbox',
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    connectTimeout: answerMs,
    socketTimeout: answerMs,
    retryStrategy: (times) => Math.min(100 * times, retryMs),
  });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn({ err: error }, 'Redis is away: limits are counted in this process');
    isAway = true;
  });
  redis.on('ready', () => void (isAway = false));
  // one that is away comes later
  await redis.connect().catch(() => undefined);
  return redis;
};
