import { router } from '../procedure.ts';
import { createSnapshot } from './create-snapshot.ts';

/** Copies of the embedded database, for backups. */
export const snapshotsRouter = router({ create: createSnapshot });
