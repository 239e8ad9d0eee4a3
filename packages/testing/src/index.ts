import { join } from 'node:path';

export { createScriptedProvider, ModelScript } from './create-scripted-provider.ts';
export { holdProvider } from './hold/hold-provider.ts';

/** The folder of the tools that write a ledger, to be given as the operator's tools folder. */
export const ledgerToolsFolder: string = join(import.meta.dirname, 'ledger');
