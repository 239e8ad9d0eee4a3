import { router } from '../procedure.ts';
import { getOverview } from './get-overview.ts';

/** The workspace at a glance. */
export const overviewRouter = router({ get: getOverview });
