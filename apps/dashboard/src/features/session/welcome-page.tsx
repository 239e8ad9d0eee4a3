import { Mark } from '@signalbox/ui';
import type { ReactNode } from 'react';

interface WelcomePageProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  /** Below the card: what else one may need to know. */
  readonly note: ReactNode;
}

/** The page of somebody who is not in yet: what this is, and one thing to do. */
export const WelcomePage = ({ title, lead, children, note }: WelcomePageProps) => (
  <main className="flex min-h-full flex-col items-center justify-center gap-6 p-4">
    <div className="flex flex-col items-center gap-2 text-center">
      <Mark size={40} />
      <p className="text-title font-semibold">Signalbox</p>
      <p className="text-text-muted text-prose">Build, run and watch AI agents.</p>
    </div>
    <section className="rounded-bubble border-border bg-surface flex w-full max-w-[380px] flex-col gap-5 border p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-title font-semibold">{title}</h1>
        <p className="text-text-muted">{lead}</p>
      </div>
      {children}
    </section>
    <p className="text-meta text-text-muted max-w-[380px] text-center">{note}</p>
  </main>
);
