import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { ToolCatalog } from '@signalbox/api';
import type { BrokenTool } from '@signalbox/contracts';
import { type Database, listToolSettings } from '@signalbox/database';
import type { ToolReachSource, ToolSource } from '@signalbox/engine';
import { type PlaceFile, scanTools, type SeenFiles, type Tool } from '@signalbox/tool-sdk';
import { builtInToolsFolder } from '@signalbox/tools';
import { LRUCache } from 'lru-cache';

import { createTestPreparer } from './create-test-preparer.ts';
import { resolveToolImports } from './resolve-tool-imports.ts';
import { createToolThreads, type ToolThreads } from './tool-threads/create-tool-threads.ts';
import { watchFolder } from './watch-folder.ts';

/** A switched tool is out of reach of new model calls within this time on every process. */
const settingsMs = 1000;

/** The tools of this installation: what their files say now, and what a workspace's runs may use. */
export interface ToolShelf {
  readonly catalog: ToolCatalog;
  readonly source: ToolSource;
  /** Stops looking for changes. */
  close(): Promise<void>;
}

export interface ToolShelfOptions {
  readonly database: Database;
  /** Exists. */
  readonly toolsDir: string;
  readonly toolReach: ToolReachSource;
  /** Gets what tools say while they are tested. */
  readonly log: (message: string) => void;
  /** Told of each file that can't be used, again when its reason changes. */
  readonly onBroken: (broken: BrokenTool) => void;
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

/** What the files of the built-in tools and of the operator's folder give, read again by `rescan`. */
const openFiles = async ({ toolsDir, onBroken }: ToolShelfOptions, threads: ToolThreads) => {
  const seen: SeenFiles = new Map();
  const builtIn = pathToFileURL(join(builtInToolsFolder, sep)).href;
  const place: PlaceFile = async (url, signal) =>
    url.startsWith(builtIn) ? (tool) => tool : threads.place(url, signal);
  const told = new Set<string>();
  const scan = async () => {
    const { tools, broken } = await scanTools([builtInToolsFolder, toolsDir], { seen, place });
    for (const fault of broken) {
      const key = `${fault.file}: ${fault.reason}`;
      if (!told.has(key)) onBroken(fault);
      told.add(key);
    }
    return { tools, broken, catalog: new Map([...tools].map(([name, tool]) => [name, toCatalogTool(tool)])) };
  };
  let found = await scan();
  const rescan = async (): Promise<void> => {
    found = await scan();
  };
  return { found: () => found, rescan };
};

/** Scans the built-in tools and the operator's folder, and that folder again whenever it changes. */
export const createToolShelf = async (options: ToolShelfOptions): Promise<ToolShelf> => {
  const { database, toolsDir, toolReach, log } = options;
  const stopResolving = resolveToolImports(toolsDir);
  const threads = createToolThreads(toolsDir);
  const { found, rescan } = await openFiles(options, threads).catch((error: unknown) => {
    stopResolving();
    throw error;
  });
  const enabled = new LRUCache<string, Promise<ReadonlyMap<string, Tool>>>({ max: 1000, ttl: settingsMs });
  const stopWatching = watchFolder(toolsDir, async () => {
    // a folder that can't be read now keeps the tools it had
    await rescan().catch((error: unknown) => log(`The tools folder can’t be read: ${String(error)}`));
    enabled.clear();
  });

  const readEnabled = async (workspaceId: string): Promise<ReadonlyMap<string, Tool>> => {
    const settings = await listToolSettings(database.db, { workspaceId });
    const usable = [...found().tools].filter(([name]) => settings.get(name)?.enabled !== false);
    return new Map(
      usable.map(([name, tool]) => [
        name,
        { ...tool, description: settings.get(name)?.description ?? tool.description },
      ]),
    );
  };

  return {
    catalog: {
      get tools() {
        return found().catalog;
      },
      get broken() {
        return found().broken;
      },
      prepareTest: createTestPreparer({ tools: () => found().tools, toolReach, log }),
    },
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
    close: async () => {
      await stopWatching();
      await threads.close();
      stopResolving();
    },
  };
};
