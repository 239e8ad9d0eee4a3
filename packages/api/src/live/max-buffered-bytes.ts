/** A viewer whose network has not taken so much of what all are told is dropped: it reads too slowly, or not at all. */
export const maxBufferedBytes = 256 * 1024;
