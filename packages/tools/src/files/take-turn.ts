/** The last change under way of each folder; a folder without one has no entry. */
const lastChanges = new Map<string, Promise<void>>();

/** Runs changes of one folder one after the other, so that each measures what those before it left. */
export const takeTurn = async <Value>(folder: string, change: () => Promise<Value>): Promise<Value> => {
  const before = lastChanges.get(folder);
  const { promise, resolve } = Promise.withResolvers<void>();
  lastChanges.set(folder, promise);
  try {
    await before;
    return await change();
  } finally {
    if (lastChanges.get(folder) === promise) lastChanges.delete(folder);
    resolve();
  }
};
