import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { BrokenTool } from '@signalbox/contracts';
import { z } from 'zod';

import { defineTool } from './define-tool.ts';
import { ToolError } from './tool-error.ts';
import type { Tool } from './tool.ts';

/** What a tool file outside this repository gets in place of imports. */
export interface ToolSdk {
  readonly defineTool: typeof defineTool;
  readonly ToolError: typeof ToolError;
  readonly z: typeof z;
}

const sdk: ToolSdk = { defineTool, ToolError, z };

const suffix = /\.tool\.(?:ts|js|mjs)$/;

const isTool = (value: unknown): value is Tool =>
  typeof value === 'object' &&
  value !== null &&
  'parse' in value &&
  'inputSchema' in value &&
  'declaredEffect' in value;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const toRecord = (value: unknown): Record<string, unknown> => ({ ...(typeof value === 'object' ? value : {}) });

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const isFactory = (name: string, value: unknown): value is (sdk: ToolSdk) => unknown =>
  name === 'tool' && typeof value === 'function';

/** The tools a file exports: made with `defineTool`, or by a function named `tool` that gets the sdk. */
const loadFile = async (file: string): Promise<Tool[]> => {
  const module: unknown = await import(pathToFileURL(file).href);
  const found: unknown[] = [];
  for (const [name, value] of Object.entries<unknown>(toRecord(module))) {
    const made: unknown = isFactory(name, value) ? await value(sdk) : value;
    found.push(...toList(made));
  }
  const tools = found.filter(isTool);
  if (tools.length === 0) throw new Error('exports no tool: make one with defineTool');
  return tools;
};

const listFiles = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).filter((file) => suffix.test(file)).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/**
 * The tools of the folders, each file of them with the suffix `.tool.ts`, `.tool.js` or `.tool.mjs`; a folder that
 * is missing has none. A file that can't be used, or that names a tool an earlier one has, is answered by
 * name with the reason, and the rest load. Runs the code of the files: folders of the operator only.
 */
export const scanTools = async (
  folders: readonly string[],
): Promise<{ readonly tools: ReadonlyMap<string, Tool>; readonly broken: readonly BrokenTool[] }> => {
  const tools = new Map<string, Tool>();
  const broken: BrokenTool[] = [];
  for (const folder of folders) {
    for (const file of await listFiles(folder)) {
      try {
        for (const tool of await loadFile(join(folder, file))) {
          if (tools.has(tool.name)) throw new Error(`there is a tool named ${tool.name} already`);
          tools.set(tool.name, tool);
        }
      } catch (error) {
        broken.push({ file, reason: reasonOf(error) });
      }
    }
  }
  return { tools, broken };
};
