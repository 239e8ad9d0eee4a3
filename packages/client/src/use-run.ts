import { useEffect, useState } from 'react';

import { emptyLiveRun, type LiveRun, LiveRunReader } from './live-run.ts';
import { isSignalboxError } from './signalbox-error.ts';
import { useSignalboxClient } from './signalbox-provider.tsx';

/** About one frame: what arrives within it is shown at once. */
const showMs = 16;

/** A run, live: its steps and the text that streams, over every cut. Without an id, nothing. */
export const useRun = (runId: string | undefined): LiveRun => {
  const { runs } = useSignalboxClient();
  const [shown, setShown] = useState<{ readonly runId: string; readonly run: LiveRun }>();
  useEffect(() => {
    if (runId === undefined) return;
    const reader = new LiveRunReader();
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setShown({ runId, run: reader.toLiveRun() });
      }, showMs);
    };
    const onConnectionChange = (isConnected: boolean): void => {
      reader.isConnected = isConnected;
      show();
    };
    const read = async (): Promise<void> => {
      const items = runs.stream(runId, { deltas: true, signal: gone.signal, onConnectionChange });
      for await (const item of items) {
        reader.add(item);
        show();
      }
    };
    read().catch((error: unknown) => {
      if (gone.signal.aborted) return;
      clearTimeout(timer);
      const { code, message } = isSignalboxError(error) ? error : { code: 'connection.failed', message: String(error) };
      setShown({ runId, run: { ...reader.toLiveRun(), error: { code, message }, isConnected: false } });
    });
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [runs, runId]);
  return shown !== undefined && shown.runId === runId ? shown.run : emptyLiveRun;
};
