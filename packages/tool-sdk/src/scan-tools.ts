import { readdir, stat } from 'node:fs/promises';
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

/** Time a file may take to load: one that never does must not keep the server from starting. */
const defaultLoadTimeoutMs = 7000;

const suffix = /\.tool\.(?:ts|js|mjs)$/;

const isTool = (value: unknown): value is Tool =>
  typeof value === 'object' &&
  value !== null &&
  'parse' in value &&
  'inputSchema' in value &&
  'declaredEffect' in value;

const toRecord = (value: unknown): Record<string, unknown> => ({ ...(typeof value === 'object' ? value : {}) });

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const isFactory = (name: string, value: unknown): value is (sdk: ToolSdk) => unknown =>
  name === 'tool' && typeof value === 'function';

/** The tools a file exports: made with `defineTool`, or by a function named `tool` that gets the sdk. Runs its code. */
export const loadToolFile = async (url: string): Promise<Tool[]> => {
  const module: unknown = await import(url);
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
 * Says where the calls of a file's tools run, before its code runs here: rejects when the file cannot be used. The signal
 * comes when that takes too long.
 */
export type PlaceFile = (fileUrl: string, signal: AbortSignal) => Promise<(tool: Tool) => Tool>;

const placeHere: PlaceFile = async () => (tool) => tool;

interface Loading {
  readonly loadTimeoutMs: number;
  readonly place: PlaceFile;
}

const placeAndLoad = async (url: string, place: PlaceFile, signal: AbortSignal): Promise<Tool[]> => {
  const toPlaced = await place(url, signal);
  return (await loadToolFile(url)).map(toPlaced);
};

/** The tools of a file, or the reason why there are none. */
const loadInTime = async (url: string, { loadTimeoutMs, place }: Loading): Promise<Tool[] | string> => {
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const controller = new AbortController();
  const timer = setTimeout(() => {
    resolve(`did not load within ${loadTimeoutMs} ms`);
    controller.abort();
  }, loadTimeoutMs);
  try {
    return await Promise.race([placeAndLoad(url, place, controller.signal), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
};

/** What a file gave, in the state it was in then. */
interface SeenFile {
  readonly version: string;
  readonly found: Tool[] | string;
}

/** What earlier scans of the same folders found, by path: makes a scan load only what changed since. */
export type SeenFiles = Map<string, SeenFile>;

/** Differs whenever the file was written anew; empty when it is gone by now. */
const readVersion = async (file: string): Promise<string> => {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.mtimeMs}-${found.ctimeMs}-${found.size}` : '';
};

const loadChanged = async (file: string, loading: Loading, seen: SeenFiles): Promise<Tool[] | string> => {
  const version = await readVersion(file);
  const known = seen.get(file);
  if (known?.version === version) return known.found;
  const url = pathToFileURL(file);
  // a module is loaded once an address
  url.searchParams.set('version', version);
  const found = await loadInTime(url.href, loading);
  seen.set(file, { version, found });
  return found;
};

/** Adds all of the tools or none: answers with the reason when a name is taken. */
const addAll = (tools: Map<string, Tool>, found: readonly Tool[]): string | undefined => {
  const names = new Set(tools.keys());
  for (const { name } of found) {
    if (names.has(name)) return `there is a tool named ${name} already`;
    names.add(name);
  }
  for (const tool of found) tools.set(tool.name, tool);
  return undefined;
};

/**
 * The tools of the folders, each file of them with the suffix `.tool.ts`, `.tool.js` or `.tool.mjs`; a folder that
 * is missing has none. A file that can't be used, that takes over 7 s to load, or that names a tool an earlier one
 * has, is answered by name with the reason, and the rest load. Runs the code of the files: folders of the operator only.
 * With `seen`, a file is loaded again when it was written since; what it imports is not. With `place`, calls run where
 * that says.
 */
export const scanTools = async (
  folders: readonly string[],
  options: { readonly loadTimeoutMs?: number; readonly seen?: SeenFiles; readonly place?: PlaceFile } = {},
): Promise<{ readonly tools: ReadonlyMap<string, Tool>; readonly broken: readonly BrokenTool[] }> => {
  const { seen, ...loading } = { loadTimeoutMs: defaultLoadTimeoutMs, place: placeHere, ...options };
  const tools = new Map<string, Tool>();
  const broken: BrokenTool[] = [];
  for (const folder of folders) {
    const files = await listFiles(folder);
    // side by side, so that several files that hang cost the time of one
    const loads = await Promise.all(
      files
        .map((file) => join(folder, file))
        .map((path) => (seen ? loadChanged(path, loading, seen) : loadInTime(pathToFileURL(path).href, loading))),
    );
    for (const [index, found] of loads.entries()) {
      const reason = typeof found === 'string' ? found : addAll(tools, found);
      if (reason !== undefined) broken.push({ file: files[index] ?? '', reason });
    }
  }
  return { tools, broken };
};
