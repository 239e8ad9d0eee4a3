/** When a UUID v7 was made. */
export const toIdTime = (id: string): Date => new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
