/** The place of something that is loading; shows itself only after 150 ms. */
export const Skeleton = ({ className }: { readonly className: string }) => (
  <div aria-hidden className={`skeleton rounded-card bg-hover ${className}`} />
);
