import { LiveDot } from '@signalbox/ui';

import { useConnection } from '../../connection/use-connection.ts';

/** Whether what the page shows is up to date. */
export const ConnectionDot = () => <LiveDot state={useConnection().state} />;
