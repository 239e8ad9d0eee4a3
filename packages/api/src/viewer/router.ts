import { router } from '../procedure.ts';
import { getViewer } from './get-viewer.ts';

/** The caller. */
export const viewerRouter = router({ get: getViewer });
