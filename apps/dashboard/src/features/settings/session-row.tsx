import { Badge, Button } from '@signalbox/ui';

import { formatDay } from '../../formats/format-day.ts';
import { formatExactTime } from '../../formats/format-exact-time.ts';
import { formatTime } from '../../formats/format-time.ts';
import { useNow } from '../../use-now.ts';
import type { Session } from './session.ts';
import { toDevice } from './to-device.ts';

interface SessionRowProps {
  readonly session: Session;
  readonly isThisOne: boolean;
  readonly onEnd: () => void;
}

/** One place where the viewer is signed in. */
export const SessionRow = ({ session, isThisOne, onEnd }: SessionRowProps) => {
  const nowMs = useNow(30_000);
  const device = toDevice(session.userAgent);
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2.5">
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {isThisOne && <Badge>this one</Badge>}
        </span>
        <span className="text-meta text-text-muted break-words">
          {session.ipAddress !== null && `${session.ipAddress} · `}
          <span title={formatExactTime(session.createdAt)}>
            signed in {formatTime(session.createdAt, nowMs)}
          </span> ·{' '}
          <span title={formatExactTime(session.expiresAt)}>until {formatDay(session.expiresAt)}</span>
        </span>
      </div>
      {!isThisOne && (
        <Button
          size="small"
          aria-label={`Sign out ${device}, ${session.ipAddress ?? 'unknown address'}`}
          onClick={onEnd}
        >
          Sign out
        </Button>
      )}
    </li>
  );
};
