/** The look of a link in text. */
export const linkClass = 'rounded-badge text-accent-text underline-offset-2 hover:underline';
