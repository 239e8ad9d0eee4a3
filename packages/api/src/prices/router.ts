import { router } from '../procedure.ts';
import { listPrices } from './list-prices.ts';
import { updatePrice } from './update-price.ts';

/** What the workspace pays for models, where that is not what the shipped table says. */
export const pricesRouter = router({ list: listPrices, update: updatePrice });
