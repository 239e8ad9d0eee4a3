import { Mark } from '@signalbox/ui';
import type { ReactNode } from 'react';

interface UnknownPlaceProps {
  readonly title: string;
  /** What the address names. */
  readonly name: string;
  /** Why it may not be there. */
  readonly reason?: string;
  /** The way on. */
  readonly children: ReactNode;
}

/** In place of something that the address names and that is not there. */
export const UnknownPlace = ({ title, name, reason, children }: UnknownPlaceProps) => (
  <div className="m-auto flex max-w-[480px] flex-col items-start gap-3 p-4">
    <Mark size={40} arm="level" />
    <h1 className="text-title font-semibold">{title}</h1>
    <p className="text-code text-text-muted font-mono break-all">{name}</p>
    {reason !== undefined && <p>{reason}</p>}
    {children}
  </div>
);
