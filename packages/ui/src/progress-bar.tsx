interface ProgressBarProps {
  /** What is done, for those who do not see it. */
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
}

/** How much of something is done. */
export const ProgressBar = ({ label, fraction }: ProgressBarProps) => {
  const percent = Math.round(fraction * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      className="bg-sunken h-1 overflow-hidden rounded-full"
    >
      <div className="bg-accent h-full rounded-full" style={{ width: `${percent}%` }} />
    </div>
  );
};
