const pad = (value: number): string => String(value).padStart(2, '0');

/** A duration as people read it: `840 ms`, `1.84 s`, `37.6 s`, `5 m 30 s`, `2 h 05 m`, `3 d 4 h`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 9995) return `${(durationMs / 1000).toFixed(2)} s`;
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

/** A duration that may not be known: `–` then. */
export const formatKnownDuration = (durationMs: number | null): string =>
  durationMs === null ? '–' : formatDuration(durationMs);

/** A duration that is still growing, to the second: `0 s`, `42 s`, `5 m 30 s`. */
export const formatTick = (durationMs: number): string =>
  durationMs < 60_000 ? `${Math.floor(durationMs / 1000)} s` : formatDuration(durationMs);

/** The time since a run's start, to the hundredth: `00:41.20`. */
export const formatOffset = (offsetMs: number): string => {
  const hundredths = Math.max(0, Math.round(offsetMs / 10));
  const seconds = Math.floor(hundredths / 100);
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}.${pad(hundredths % 100)}`;
};
