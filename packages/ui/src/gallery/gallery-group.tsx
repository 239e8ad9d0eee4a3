import type { ReactNode } from 'react';

interface GalleryGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the gallery under its heading. */
export const GalleryGroup = ({ title, children }: GalleryGroupProps) => (
  <section aria-label={title} className="flex flex-col gap-4">
    <h2 className="text-title border-border border-b pb-2 font-semibold">{title}</h2>
    {children}
  </section>
);

/** Things of one kind side by side, with what they show. */
export const GalleryRow = ({ title, children }: GalleryGroupProps) => (
  <div className="flex flex-col gap-2">
    <h3 className="text-meta text-text-muted">{title}</h3>
    <div className="flex flex-wrap items-start gap-3">{children}</div>
  </div>
);
