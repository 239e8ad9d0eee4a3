/** A LIKE pattern for texts that contain this one, its own signs taken literally. */
export const toContainsPattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
