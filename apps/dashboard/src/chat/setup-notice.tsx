import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import type { AgentSetup } from './to-agent-setup.ts';

interface SetupNoticeProps {
  readonly setup: Pick<AgentSetup, 'isScripted' | 'canWrite' | 'tools'>;
  /** How many agents with such tools the message goes to. */
  readonly writers?: number;
}

/** What somebody should know before he asks: the model is scripted, tools act for real. */
export const SetupNotice = ({ setup, writers: times = 1 }: SetupNoticeProps) => {
  const { isScripted, canWrite, tools } = setup;
  const writers = tools.filter(({ effect }) => effect === 'write' || effect === 'varies').map(({ title }) => title);
  if (!isScripted && !canWrite) return null;
  return (
    <div className="text-meta text-text-muted flex flex-wrap gap-x-3 gap-y-0.5 px-1 pb-2">
      {isScripted && (
        <>
          <p>Demo model: scripted, not an LLM. It calculates, searches and reads files.</p>
          <Link to="/settings/models" className={linkClass}>
            Add a key
          </Link>
        </>
      )}
      {canWrite && (
        <p>
          Tools act for real{times > 1 && `, ${times} × with each message`}: {writers.join(', ')} can change things.
        </p>
      )}
    </div>
  );
};
