/** Shortest password accepted, in characters. */
export const minPasswordLength = 10;
