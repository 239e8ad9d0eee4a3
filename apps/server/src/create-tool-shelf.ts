import type { ToolCatalog } from '@signalbox/api';
import { type Database, listToolSettings } from '@signalbox/database';
import type { ToolSource } from '@signalbox/engine';
import { scanTools, type Tool } from '@signalbox/tool-sdk';
import { builtInToolsFolder } from '@signalbox/tools';
import { LRUCache } from 'lru-cache';

import { createTestPreparer } from './create-test-preparer.ts';

/** A switched tool is out of reach of new model calls within this time on every process. */
const settingsMs = 1000;

/** The tools of this installation: what their files say, and what a workspace's runs may use. */
export interface ToolShelf {
  readonly catalog: ToolCatalog;
  readonly source: ToolSource;
}

const toCatalogTool = (tool: Tool) => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  icon: tool.icon,
  effect: tool.declaredEffect,
  inputSchema: { ...tool.inputSchema },
  timeoutMs: tool.timeoutMs,
});

/** Scans the built-in tools and the operator's folder. `log` gets what tools say while they are tested. */
export const createToolShelf = async (
  database: Database,
  toolsDir: string,
  log: (message: string) => void,
): Promise<ToolShelf> => {
  const { tools, broken } = await scanTools([builtInToolsFolder, toolsDir]);
  const catalog: ToolCatalog = {
    tools: new Map([...tools].map(([name, tool]) => [name, toCatalogTool(tool)])),
    broken,
    prepareTest: createTestPreparer(tools, log),
  };
  const enabled = new LRUCache<string, Promise<ReadonlyMap<string, Tool>>>({ max: 1000, ttl: settingsMs });

  const readEnabled = async (workspaceId: string): Promise<ReadonlyMap<string, Tool>> => {
    const settings = await listToolSettings(database.db, { workspaceId });
    const usable = [...tools].filter(([name]) => settings.get(name)?.enabled !== false);
    return new Map(
      usable.map(([name, tool]) => [
        name,
        { ...tool, description: settings.get(name)?.description ?? tool.description },
      ]),
    );
  };

  return {
    catalog,
    source: {
      enabledTools: (workspaceId) => {
        const known = enabled.get(workspaceId);
        if (known) return known;
        const read = readEnabled(workspaceId);
        enabled.set(workspaceId, read);
        read.catch(() => enabled.delete(workspaceId));
        return read;
      },
    },
  };
};
