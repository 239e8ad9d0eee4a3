/** What a colour says; the word beside it says it too. */
export type Tone = 'accent' | 'success' | 'danger' | 'warning' | 'unknown' | 'neutral';

/** The colour of an icon in each tone. */
export const toneSolids = {
  accent: 'text-accent',
  success: 'text-success',
  danger: 'text-danger',
  warning: 'text-warning',
  unknown: 'text-unknown',
  neutral: 'text-neutral',
} as const satisfies Record<Tone, string>;

/** The colours of a tinted badge in each tone. */
export const toneTints = {
  accent: 'bg-accent-tint text-accent-text',
  success: 'bg-success-tint text-success-text',
  danger: 'bg-danger-tint text-danger-text',
  warning: 'bg-warning-tint text-warning-text',
  unknown: 'bg-unknown-tint text-unknown-text',
  neutral: 'bg-neutral-tint text-neutral-text',
} as const satisfies Record<Tone, string>;
