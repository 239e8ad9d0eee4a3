import { AppError, type Tool, type ToolDetail } from '@signalbox/contracts';
import type { ToolSettings } from '@signalbox/database';

import type { ToolCatalog } from '../services.ts';

/** The tool's file of this name. Throws `tool.not-found`. */
export const getCatalogTool = (catalog: ToolCatalog, name: string): Omit<ToolDetail, 'enabled'> => {
  const tool = catalog.tools.get(name);
  if (!tool) throw new AppError('tool.not-found', `There is no tool ${name}.`);
  return tool;
};

/** A tool as its file and the workspace's settings together make it. */
export const toTool = (tool: Omit<ToolDetail, 'enabled'>, settings: ToolSettings | undefined): Tool => ({
  name: tool.name,
  title: tool.title,
  description: settings?.description ?? tool.description,
  icon: tool.icon,
  effect: tool.effect,
  enabled: settings?.enabled ?? true,
});
