export { createInProcessEventBus } from './create-in-process-event-bus.ts';
export { createPostgresEventBus } from './create-postgres-event-bus.ts';
export {
  type EventBus,
  revokedTopic,
  followedTopic,
  runnableTopic,
  textWantedTopic,
  toRunTextTopic,
  toRunTopic,
  toWorkspaceTopic,
} from './event-bus.ts';
