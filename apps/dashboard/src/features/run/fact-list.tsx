import type { ReactNode } from 'react';

interface FactListProps {
  readonly title?: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}

/** Names and values under each other. */
export const FactList = ({ title, facts }: FactListProps) => (
  <section className="flex flex-col gap-1.5">
    {title !== undefined && <h3 className="text-body font-semibold">{title}</h3>}
    <dl className="grid grid-cols-[minmax(0,160px)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-text-muted">{name}</dt>
          <dd className="break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);
