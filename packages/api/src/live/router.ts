import { router } from '../procedure.ts';
import { watchLive } from './watch-live.ts';

/** What a browser tab follows. */
export const liveRouter = router({ watch: watchLive });
