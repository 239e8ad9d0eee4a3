import { JsonValue } from '@signalbox/contracts';
import type { PlaceFile } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { ToolThread } from './tool-thread.ts';

/** Threads for the tools of an operator's folder, one a file. */
export interface ToolThreads {
  /** Loads the file in its thread first; the calls of its tools run there. */
  readonly place: PlaceFile;
  close(): Promise<void>;
}

const Reconciled = z.union([
  z.null(),
  z.object({ happened: z.literal(true), output: JsonValue }),
  z.object({ happened: z.literal(false) }),
]);

/**
 * Arguments are checked in the main thread, where the file is loaded once its own thread has: a schema is asked often and
 * keeps nothing.
 */
export const createToolThreads = (toolsDir: string): ToolThreads => {
  const threads = new Set<ToolThread>();
  return {
    place: async (fileUrl, signal) => {
      const thread = new ToolThread({ fileUrl, toolsDir });
      threads.add(thread);
      await thread.load(signal);
      return (tool) => ({
        ...tool,
        parse: (value) => {
          const parsed = tool.parse(value);
          if (!parsed.ok) return parsed;
          const call = { tool: tool.name, arguments: value };
          return {
            ...parsed,
            execute: (context) => thread.call({ ...call, kind: 'execute' }, context),
            reconcile: async (context) => Reconciled.parse(await thread.call({ ...call, kind: 'reconcile' }, context)),
          };
        },
      });
    },
    close: async () => void (await Promise.all([...threads].map((thread) => thread.close()))),
  };
};
