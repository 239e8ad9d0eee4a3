import { Button, ConfirmDialog, FaultBox, Skeleton, toast } from '@signalbox/ui';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useAskToSignIn } from '../../viewer/sign-in-context.ts';
import { SessionRow } from './session-row.tsx';
import type { Session } from './session.ts';
import { SettingsSection } from './settings-section.tsx';
import { toDevice } from './to-device.ts';
import { useEndSession, useSessions } from './use-sessions.ts';

type Ending = Session | 'others';

const Loading = () => (
  <div aria-busy className="flex flex-col gap-2 p-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

/** What cannot be shown, and why. After a day the server shows sessions only to somebody who signs in anew. */
const SessionsFault = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const askToSignIn = useAskToSignIn();
  const fault = toFault(error);
  if (fault.code !== 'SESSION_NOT_FRESH') {
    return (
      <div className="p-4">
        <FaultBox fault={fault} onRetry={onRetry} />
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 p-4">
      <p className="text-text-muted">You signed in more than a day ago. Sign in again to see your sessions.</p>
      <Button size="small" onClick={askToSignIn}>
        Sign in again
      </Button>
    </div>
  );
};

const ConfirmEnd = ({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) => {
  const end = useEndSession(() => {
    toast({ title: ending === 'others' ? 'All others are signed out' : 'Signed out there', tone: 'success' });
    onClose();
  });
  const isAll = ending === 'others';
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title={isAll ? 'Sign out everywhere else?' : `Sign out ${toDevice(ending.userAgent)}?`}
      body={
        isAll
          ? 'Every browser but this one has to sign in again. Runs go on.'
          : 'That browser has to sign in again. Runs go on.'
      }
      confirm="Sign out"
      isBusy={end.isPending}
      fault={end.error ? toFault(end.error) : null}
      onConfirm={() => end.mutate(ending)}
      onClose={onClose}
    />
  );
};

/** Where the viewer is signed in, and ending that. */
export const SessionsSection = () => {
  const { data, error, refetch } = useSessions();
  const [ending, setEnding] = useState<Ending | null>(null);
  const others = data?.sessions.filter(({ id }) => id !== data.currentId).length ?? 0;
  return (
    <SettingsSection
      title="Sessions"
      lead="Where you are signed in."
      actions={
        others > 0 && (
          <Button size="small" onClick={() => setEnding('others')}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {error && <SessionsFault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <ul className="divide-border flex flex-col divide-y">
          {data.sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isThisOne={session.id === data.currentId}
              onEnd={() => setEnding(session)}
            />
          ))}
        </ul>
      )}
      {ending !== null && <ConfirmEnd ending={ending} onClose={() => setEnding(null)} />}
    </SettingsSection>
  );
};
