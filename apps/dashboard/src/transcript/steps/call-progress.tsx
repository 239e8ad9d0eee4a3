import { ProgressBar } from '@signalbox/ui';
import { useContext } from 'react';

import { ProgressContext } from '../progress-context.ts';

/** What a call under way said last of how far it is. */
export const CallProgress = ({ callId }: { readonly callId: string }) => {
  const said = useContext(ProgressContext).get(callId);
  if (!said) return null;
  const { message, fraction } = said;
  return (
    <div className="mt-2 flex flex-col gap-1.5">
      <p dir="auto" title={message} className="text-meta text-text-muted truncate">
        {message}
      </p>
      {fraction !== undefined && <ProgressBar label={message} fraction={fraction} />}
    </div>
  );
};
