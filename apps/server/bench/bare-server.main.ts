import { createServer, type ServerResponse } from 'node:http';

import { newId } from '@signalbox/contracts';

import { obeyBenchmark } from './measured-process.ts';

/** The floor: a loop over node:http that writes the bytes of the product's frames, and does nothing else. */
const viewers = new Set<ServerResponse>();
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  response.write('event: connected\ndata: {"reconnectAfterInactivityMs":15000}\n\n');
  viewers.add(response);
  response.on('close', () => viewers.delete(response));
});
let seq = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  obeyBenchmark(`http://127.0.0.1:${port}`, () => {
    seq += 1;
    const bytes = Buffer.from(`data: {"type":"runs-changed","runIds":["${newId()}"]}\nid: ABCDEFGH.${seq}\n\n`);
    for (const viewer of viewers) viewer.write(bytes);
  });
});
process.once('SIGTERM', () => process.exit(0));
