import { router } from '../procedure.ts';
import { listModels } from './list-models.ts';

/** Models that runs can call. */
export const modelsRouter = router({ list: listModels });
