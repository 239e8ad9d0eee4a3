export { createInProcessEventBus } from './create-in-process-event-bus.ts';
export { createPostgresEventBus } from './create-postgres-event-bus.ts';
export { type EventBus, revokedTopic, runnableTopic, toRunTopic } from './event-bus.ts';
