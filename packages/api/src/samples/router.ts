import { router } from '../procedure.ts';
import { createSamples } from './create-samples.ts';
import { deleteSamples } from './delete-samples.ts';

/** A month of runs to look at before there are own ones. */
export const samplesRouter = router({ create: createSamples, delete: deleteSamples });
