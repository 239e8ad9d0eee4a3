import { router } from '../procedure.ts';
import { getTool } from './get-tool.ts';
import { listToolCalls } from './list-tool-calls.ts';
import { listTools } from './list-tools.ts';
import { testTool } from './test-tool.ts';
import { updateTool } from './update-tool.ts';

/** Tools: what there is, the workspace's settings of it, what runs did with it, and trying it out. */
export const toolsRouter = router({
  list: listTools,
  get: getTool,
  listCalls: listToolCalls,
  update: updateTool,
  test: testTool,
});
