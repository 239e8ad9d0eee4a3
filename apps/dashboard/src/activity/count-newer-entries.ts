interface Entry {
  readonly id: string;
}

/** How many entries of the newest page are not shown yet and stand before the first one that is: ids go by time. */
export const countNewerEntries = (shown: readonly Entry[], newest: readonly Entry[]): number => {
  const first = shown[0]?.id ?? '';
  return newest.filter(({ id }) => id > first).length;
};
