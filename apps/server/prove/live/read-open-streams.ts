import type { ServerProcess } from '../servers/server-process.ts';

/** How many streams and sockets the server holds open. */
export const readOpenStreams = async ({ url, token }: ServerProcess): Promise<number> => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return Number(/^signalbox_open_streams (\d+)$/m.exec(await answer.text())?.[1]);
};
