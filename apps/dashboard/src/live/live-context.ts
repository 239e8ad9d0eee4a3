import { createContext, useContext, useEffect, useRef } from 'react';

import type { LiveStream, WorkspaceFrame } from './live-stream.ts';

export const LiveContext = createContext<LiveStream | null>(null);

/** The tab's live stream. */
export const useLiveStream = (): LiveStream => {
  const stream = useContext(LiveContext);
  if (!stream) throw new Error('useLiveStream needs the LiveContext around it');
  return stream;
};

/** Calls with what changed in the workspace; a `reset` says that anything may have. */
export const useWorkspaceFrames = (onFrame: (frame: WorkspaceFrame) => void): void => {
  const stream = useLiveStream();
  const listener = useRef(onFrame);
  useEffect(() => {
    listener.current = onFrame;
  });
  useEffect(() => stream.watchWorkspace((frame) => listener.current(frame)), [stream]);
};
