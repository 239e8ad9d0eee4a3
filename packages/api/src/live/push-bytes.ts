import type { Socket } from 'node:net';

import { maxBufferedBytes } from './max-buffered-bytes.ts';

/** Writes what all viewers get; a socket whose network has not taken 256 kB of it is cut. */
export const pushBytes = (socket: Socket, bytes: Buffer): void => {
  socket.write(bytes);
  if (socket.writableLength > maxBufferedBytes) socket.destroy();
};
