import type { EventBus } from './event-bus.ts';
import { LocalTopics } from './local-topics.ts';

/** A bus within one process, for the embedded database. Listeners run after the publisher's own turn. */
export const createInProcessEventBus = (): EventBus => {
  const topics = new LocalTopics();
  return {
    publish: (topic, message) => queueMicrotask(() => topics.deliver(topic, message)),
    subscribe: (topic, listener) => topics.subscribe(topic, listener),
    onGap: (listener) => topics.onGap(listener),
    close: async () => topics.clear(),
  };
};
