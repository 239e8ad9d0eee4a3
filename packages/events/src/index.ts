export { createInProcessEventBus } from './create-in-process-event-bus.ts';
export { createPostgresEventBus } from './create-postgres-event-bus.ts';
export { createRedisEventBus } from './create-redis-event-bus.ts';
export {
  type EventBus,
  revokedTopic,
  followedTopic,
  runnableTopic,
  textWantedTopic,
  toActivityTopic,
  toAgentsTopic,
  toMetricsTopic,
  toRunTextTopic,
  toRunTopic,
  toWorkspaceTopic,
} from './event-bus.ts';
