import type { RunDelta } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';
import type { LiveTextSink } from '@signalbox/engine';
import { type EventBus, textWantedTopic, toRunTextTopic } from '@signalbox/events';

import { OpenTexts } from './open-texts.ts';
import { PartialWriter } from './partial-writer.ts';
import { splitRunDelta } from './split-run-delta.ts';

/**
 * Sends streaming text and the progress of tools to the viewers there are, all of it so far to those who ask, and stores
 * the text for when this process is gone or too slow. `close` stops the storing.
 */
export const createLiveTextSink = (options: {
  readonly database: Database;
  readonly events: EventBus;
  readonly onError: (message: string, cause: unknown) => void;
}): LiveTextSink & { close(): Promise<void> } => {
  const { database, events, onError } = options;
  const writer = new PartialWriter(database, onError);
  const texts = new OpenTexts();
  const send = (runId: string, delta: RunDelta): void => {
    for (const message of splitRunDelta(delta)) events.publish(toRunTextTopic(runId), message);
  };
  const stop = events.subscribe(textWantedTopic, (runId) => {
    for (const delta of texts.tell(runId)) send(runId, delta);
  });
  return {
    push: (run, delta) => {
      send(run.runId, delta);
      texts.add(run.runId, delta);
      if (delta.type !== 'tool-progress') writer.add(run, delta);
    },
    ended: (run, attempt) => {
      texts.end(run.runId);
      writer.end(run, attempt);
    },
    close: () => {
      stop();
      return writer.close();
    },
  };
};
