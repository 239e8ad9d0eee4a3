import { AppError, type Tool } from '@signalbox/contracts';
import { type Database, listToolSettings, listToolUsage, type ToolSettings } from '@signalbox/database';

import type { CatalogTool, ToolCatalog } from '../services.ts';

/** The tool's file of this name. Throws `tool.not-found`. */
export const getCatalogTool = (catalog: ToolCatalog, name: string): CatalogTool => {
  const tool = catalog.tools.get(name);
  if (!tool) throw new AppError('tool.not-found', `There is no tool ${name}.`);
  return tool;
};

const neverUsed: Tool['usage'] = { calls: 0, failures: 0, p95DurationMs: null, lastAt: null };

/** A tool as its file, the workspace's settings and the use of it together make it. */
const toTool = (tool: CatalogTool, settings: ToolSettings | undefined, usage: Tool['usage'] = neverUsed): Tool => ({
  name: tool.name,
  title: tool.title,
  description: settings?.description ?? tool.description,
  icon: tool.icon,
  effect: tool.effect,
  enabled: settings?.enabled ?? true,
  usage,
});

/** These tools as the workspace has them, in their order. */
export const readTools = async (
  db: Database['db'],
  workspaceId: string,
  tools: readonly CatalogTool[],
): Promise<Tool[]> => {
  const settings = await listToolSettings(db, { workspaceId });
  const names = tools.map(({ name }) => name);
  const usage = await listToolUsage(db, { workspaceId, tools: names, at: new Date() });
  return tools.map((tool) => toTool(tool, settings.get(tool.name), usage.get(tool.name)));
};

/** One tool as the workspace has it. */
export const readTool = async (db: Database['db'], workspaceId: string, tool: CatalogTool): Promise<Tool> => {
  const [read] = await readTools(db, workspaceId, [tool]);
  return read ?? toTool(tool, undefined);
};
