import { vendors } from '../../src/testing/vendors.ts';
import { askForTool } from './ask-for-tool.ts';
import type { Stage } from './open-stage.ts';

/** Has the server use each of its libraries once: they load with their first use, which holds its event loop up. */
export const warmUp = async (stage: Stage): Promise<void> => {
  await stage.signIn();
  for (const vendor of vendors)
    await askForTool(stage, { key: 'warm up', tool: 'calculator', arguments: { expression: '1 + 1' }, vendor });
};
