import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { AgentDetailAnswer } from './agent-answer.ts';

/** Names and values of a version, under each other. */
export const VersionFacts = ({ children }: { readonly children: ReactNode }) => (
  <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-2 px-4 pb-4">{children}</dl>
);

/** One of them. */
export const VersionFact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="contents">
    <dt className="text-text-muted">{label}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

/** The tools of a version, each leading to its page. */
export const VersionTools = ({ tools }: Pick<AgentDetailAnswer, 'tools'>) => {
  if (tools === 'all') return 'All that are switched on';
  if (tools.length === 0) return 'None';
  return tools.map((name, at) => (
    <span key={name}>
      {at > 0 && ', '}
      <Link to="/tools/$name" params={{ name }} className={`${linkClass} underline`}>
        {name}
      </Link>
    </span>
  ));
};
