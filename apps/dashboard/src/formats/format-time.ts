const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long ago something was, up to 24 hours; then its day and time, with the year when it is another. */
export const formatTime = (at: string, nowMs: number): string => {
  const ageMs = nowMs - Date.parse(at);
  if (ageMs < minuteMs) return 'just now';
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min ago`;
  if (ageMs < 24 * hourMs) return `${Math.floor(ageMs / hourMs)} h ago`;
  const date = new Date(at);
  const month = date.toLocaleString('en-GB', { month: 'short' });
  const year = date.getFullYear() === new Date(nowMs).getFullYear() ? '' : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${month}${year} ${formatClock(at).slice(0, 5)}`;
};

/** The local time of day, 24 hours, to the second. */
export const formatClock = (at: string | number): string => new Date(at).toLocaleTimeString('en-GB', { hour12: false });
