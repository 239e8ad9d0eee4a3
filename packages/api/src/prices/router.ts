import { router } from '../procedure.ts';
import { listPrices } from './list-prices.ts';
import { summarizeRunCosts } from './summarize-run-costs.ts';
import { updatePrice } from './update-price.ts';
import { updateRunCosts } from './update-run-costs.ts';

/** What the workspace pays for models, where that is not what the shipped table says, and what that makes of past runs. */
export const pricesRouter = router({ list: listPrices, update: updatePrice, summarizeRunCosts, updateRunCosts });
