import { router } from '../procedure.ts';
import { listActivity } from './list-activity.ts';
import { logActivity } from './log-activity.ts';

/** What agents did. */
export const activityRouter = router({ list: listActivity, log: logActivity });
