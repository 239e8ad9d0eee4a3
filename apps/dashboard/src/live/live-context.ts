import { createContext, useContext, useEffect, useRef } from 'react';

import type { LiveStream } from './live-stream.ts';

export const LiveContext = createContext<LiveStream | null>(null);

/** The tab's live stream. */
export const useLiveStream = (): LiveStream => {
  const stream = useContext(LiveContext);
  if (!stream) throw new Error('useLiveStream needs the LiveContext around it');
  return stream;
};

/** Calls with the ids of runs of the workspace that changed; an empty list says that any may have. */
export const useRunChanges = (onChange: (runIds: readonly string[]) => void): void => {
  const stream = useLiveStream();
  const listener = useRef(onChange);
  useEffect(() => {
    listener.current = onChange;
  });
  useEffect(() => stream.watchChanges((runIds) => listener.current(runIds)), [stream]);
};
