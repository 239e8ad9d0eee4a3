import { formatExactTime } from '../formats/format-exact-time.ts';
import { formatTime } from '../formats/format-time.ts';
import { useNow } from '../use-now.ts';

const renewMs = 20_000;

/** How long ago something was; the exact time with its zone on hover. */
export const TimeAgo = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={formatExactTime(at)}>
    {formatTime(at, useNow(renewMs))}
  </time>
);
