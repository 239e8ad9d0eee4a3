import { newId } from '@signalbox/contracts';
import { toWorkspaceTopic } from '@signalbox/events';

import { readConfig } from '../src/config.ts';
import { startServer } from '../src/start-server.ts';
import { obeyBenchmark } from './measured-process.ts';

/** The product's own server, which hears of a changed run as often as the benchmark says. */
const server = await startServer(readConfig([]));
const { services, workspaceId } = await server.ready;
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
obeyBenchmark(server.url, () => services.events.publish(toWorkspaceTopic(workspaceId), newId()));
