import { router } from '../procedure.ts';
import { getSystem } from './get-system.ts';

/** The installation. */
export const systemRouter = router({ get: getSystem });
