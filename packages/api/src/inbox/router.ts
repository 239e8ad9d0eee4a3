import { router } from '../procedure.ts';
import { countInbox } from './count-inbox.ts';
import { listInbox } from './list-inbox.ts';

/** What waits for a person. */
export const inboxRouter = router({ list: listInbox, count: countInbox });
