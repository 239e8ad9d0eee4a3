import { cn } from './cn.ts';
import { toSparkline } from './to-sparkline.ts';

interface SparklineProps {
  /** In order of time; null is no value and leaves a gap. */
  readonly values: readonly (number | null)[];
  /** What the line tells, for those who don't see it. */
  readonly label: string;
  readonly className?: string;
}

/** A small line without axes, 24 high; nothing under two values. */
export const Sparkline = ({ values, label, className }: SparklineProps) => {
  const { path, dots } = toSparkline(values);
  if (path === '') return <div className={cn('h-6', className)} />;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={cn('text-accent h-6 w-full overflow-visible', className)}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      {dots !== '' && (
        <path d={dots} stroke="currentColor" strokeWidth="3" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  );
};
