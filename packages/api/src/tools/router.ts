import { router } from '../procedure.ts';
import { getTool } from './get-tool.ts';
import { listTools } from './list-tools.ts';
import { updateTool } from './update-tool.ts';

/** Tools: what there is, and the workspace's settings of it. */
export const toolsRouter = router({ list: listTools, get: getTool, update: updateTool });
